using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>Order, filter and details of the resources page in a real browser.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class ResourceTableBrowserTests(RunningDashboard running)
{
    private const string Replica = "oj-sandbox-bwnkrtqm";

    [Fact]
    public async Task A_click_on_a_columns_name_orders_by_it_and_replicas_stay_under_their_resource()
    {
        await using var visitor = await running.OpenAsync("/");
        var names = visitor.Page.Locator("tr.resource-row .resource-name button.link-button");
        await Expect(names.First).ToHaveTextAsync("oj-api-server");

        var name = visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" });
        await name.ClickAsync();
        await name.ClickAsync();

        await Expect(names.First).ToHaveTextAsync("oj-sandbox");
        await Expect(names.Nth(1)).ToHaveTextAsync("oj-sandbox-vxdhcjpl");
    }

    [Fact]
    public async Task A_state_that_is_left_out_goes_from_the_table_and_into_the_address()
    {
        await using var visitor = await running.OpenAsync("/");
        await Expect(visitor.Row("join-token")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Choose what is shown" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Parameter" }).UncheckAsync();

        await Expect(visitor.Row("join-token")).ToBeHiddenAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("hideType=Parameter"));
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Row(Replica)).ToBeVisibleAsync();
        await Expect(visitor.Row("join-token")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("oj-api-server-kqbdmzwt", "http://localhost:45001")]
    [InlineData("oj-api-server", "http://localhost:3001")]
    public async Task Details_show_whole_addresses_and_lead_to_what_else_is_known_of_a_replica_or_of_all(string id, string address)
    {
        await using var visitor = await running.OpenAsync($"/?resource={id}");
        var details = visitor.Page.GetByRole(AriaRole.Complementary);

        await Expect(details.GetByRole(AriaRole.Link, new() { Name = address, Exact = true })).ToHaveAttributeAsync("href", address);
        foreach (var (name, path) in new[] { ("Console logs", "consolelogs/resource/"), ("Structured logs", "structuredlogs?resource="), ("Traces", "traces?resource=") })
        {
            await Expect(details.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveAttributeAsync("href", $"/{path}{id}");
        }
        await details.GetByRole(AriaRole.Link, new() { Name = "Metrics" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(running.Process.Address, $"/metrics?resource={id}").ToString());
    }

    [Fact]
    public async Task Relationships_lead_to_the_other_resource_and_back()
    {
        await using var visitor = await running.OpenAsync($"/?resource={Replica}");
        var details = visitor.Page.GetByRole(AriaRole.Complementary);

        await details.GetByRole(AriaRole.Button, new() { Name = "join-token", Exact = true }).ClickAsync();
        await Expect(details.GetByRole(AriaRole.Heading, new() { Name = "join-token" })).ToBeVisibleAsync();
        await details.GetByRole(AriaRole.Button, new() { Name = "oj-sandbox", Exact = true }).ClickAsync();

        await Expect(details.GetByRole(AriaRole.Heading, new() { Name = "oj-sandbox", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Variables_are_searched_by_name_and_a_secret_neither_found_by_its_value_nor_in_the_page_until_all_are_shown()
    {
        await using var visitor = await running.OpenAsync($"/?resource={Replica}");
        var details = visitor.Page.GetByRole(AriaRole.Complementary);
        var search = details.GetByRole(AriaRole.Searchbox, new() { Name = "Search variables" });

        await search.FillAsync("secret that");
        await Expect(details.GetByText("No variable matches the search")).ToBeVisibleAsync();
        Assert.DoesNotContain(SampleResources.Secret, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await search.FillAsync("jointoken");
        await Expect(details.GetByText("ASPNETCORE_URLS")).ToBeHiddenAsync();
        await details.GetByRole(AriaRole.Button, new() { Name = "Show all values" }).ClickAsync();

        await Expect(details.GetByText(SampleResources.Secret)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_secret_is_copied_without_being_shown()
    {
        await using var visitor = await running.Browser.VisitAsync(running.Process);
        await visitor.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.LogInAsync($"/?resource={Replica}");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copy: Oj__JoinToken" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copied: Oj__JoinToken" })).ToBeVisibleAsync();

        Assert.Equal(SampleResources.Secret, await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.DoesNotContain(SampleResources.Secret, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
