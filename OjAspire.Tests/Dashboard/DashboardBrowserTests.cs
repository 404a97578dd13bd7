using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The resources page in a real browser, before a real dashboard process and a scripted app host.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class DashboardBrowserTests(RunningDashboard running) : IDisposable
{
    private const string Replica = "oj-api-server-kqbdmzwt";

    public void Dispose() => running.RemoveAdded();

    [Fact]
    public async Task The_login_link_shows_the_resources_and_their_replicas_collapse_and_expand()
    {
        await using var visitor = await running.Browser.VisitAsync(running.Process);

        await visitor.GoAsync("/");
        await Expect(visitor.Page.GetByLabel("Token")).ToBeFocusedAsync();
        await visitor.LogInAsync();

        await Expect(visitor.Page).ToHaveURLAsync(running.Process.Address.ToString());
        await Expect(visitor.Row("oj-api-server").GetByText("3/3")).ToBeVisibleAsync();
        await Expect(visitor.Row(Replica).GetByText("Running")).ToBeVisibleAsync();
        await Expect(visitor.Row(Replica).GetByText("Healthy")).ToBeVisibleAsync();
        await Expect(visitor.Row(Replica).GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "http://localhost:45001");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Hide replicas: oj-api-server" }).ClickAsync();
        await Expect(visitor.Row(Replica)).ToBeHiddenAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show replicas: oj-api-server" }).ClickAsync();
        await Expect(visitor.Row(Replica)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_typed_in_opens_the_page_that_was_asked_for()
    {
        await using var visitor = await running.Browser.VisitAsync(running.Process);

        await visitor.GoAsync("/consolelogs");
        await visitor.Page.GetByLabel("Token").FillAsync("not the token");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("Token").FillAsync(DashboardProcess.Token);
        await visitor.Page.GetByLabel("Token").PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Console logs" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_restart_is_confirmed_first_and_then_reaches_the_app_host()
    {
        await using var visitor = await running.OpenAsync("/");

        running.Host.CommandAnswer = new() { Succeeded = true };
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Restart: {Replica}" }).ClickAsync();
        await Expect(visitor.Page.GetByText($"Restart {Replica}?")).ToBeVisibleAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        var command = running.Host.NextCommand();
        Assert.Equal((Replica, "restart"), (command.ResourceId, command.CommandName));
        await Expect(visitor.Page.GetByText($"Restart: {Replica} – done")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_that_fails_says_why()
    {
        running.Host.CommandAnswer = new() { Succeeded = false, Error = "It did not stop within <10 s>." };
        await using var visitor = await running.OpenAsync("/");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Stop: {Replica}" }).ClickAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        Assert.Equal("stop", running.Host.NextCommand().CommandName);
        await Expect(visitor.Page.GetByText("It did not stop within <10 s>.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_change_shows_without_a_reload_and_so_does_the_loss_of_the_app_host()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        await using var dashboard = await DashboardProcess.StartAsync(host);
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync();
        await Expect(visitor.Row(Replica).GetByText("Running")).ToBeVisibleAsync();

        var exited = SampleResources.Replica("oj-api-server", "kqbdmzwt", 45001);
        (exited.State, exited.StateStyle, exited.ExitCode) = ("Exited", "", 137);
        host.Change(exited);
        await Expect(visitor.Row(Replica).GetByText("Exited (137)")).ToBeVisibleAsync();
        await Expect(visitor.Row("oj-api-server").GetByText("2/3")).ToBeVisibleAsync();

        await host.StopAsync();
        await Expect(visitor.Page.GetByText("The connection to the app host was lost")).ToBeVisibleAsync();
        await host.StartAgainAsync();
        await Expect(visitor.Page.GetByText("The connection to the app host was lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_secret_is_in_the_page_only_after_it_was_asked_for()
    {
        await using var visitor = await running.OpenAsync("/");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = Replica, Exact = true }).ClickAsync();
        var details = visitor.Page.GetByRole(AriaRole.Complementary);
        await Expect(details.GetByText("Oj__JoinToken")).ToBeVisibleAsync();
        await Expect(details.GetByText("4711")).ToBeVisibleAsync();
        await Expect(details.GetByText("200 OK")).ToBeVisibleAsync();
        Assert.DoesNotContain(SampleResources.Secret, await visitor.Page.ContentAsync(), StringComparison.Ordinal);

        await details.GetByRole(AriaRole.Button, new() { Name = "Show the value" }).ClickAsync();
        await Expect(details.GetByText(SampleResources.Secret)).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_language_follows_the_browser_until_it_is_switched_and_the_choice_is_remembered()
    {
        await using var visitor = await running.LogInAsync(locale: "zh-TW");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "資源" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = "端點" })).ToBeVisibleAsync();
        await Expect(visitor.Row(Replica).GetByText("執行中")).ToBeVisibleAsync();

        // A change that comes from the app host, not from the reader, is told in the reader's language too.
        running.Add(SampleResources.Service("latecomer", "Starting"));
        await Expect(visitor.Row("latecomer").GetByText("啟動中")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "語言" }).ClickAsync();
        await visitor.Choice("English").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Resources" })).ToBeVisibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Resources" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_it_is_switched_and_the_choice_is_remembered()
    {
        await using var visitor = await running.LogInAsync(theme: ColorScheme.Dark);
        await Expect(visitor.Page.Locator("body")).ToHaveAttributeAsync("data-theme", "dark");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Theme" }).ClickAsync();
        await visitor.Choice("Light").ClickAsync();
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Row(Replica)).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }

    [Fact]
    public async Task On_a_phones_width_nothing_is_cut_off_and_the_navigation_opens_from_its_button()
    {
        await using var visitor = await running.OpenAsync("/", width: 390, height: 844);
        await Expect(visitor.Row(Replica)).ToBeVisibleAsync();
        var page = visitor.Page;

        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        foreach (var button in await visitor.Row(Replica).Locator(".actions fluent-button").AllAsync())
        {
            var box = Assert.IsType<LocatorBoundingBoxResult>(await button.BoundingBoxAsync());
            Assert.InRange(box.X + box.Width, 1, 390);
        }

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Console logs" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Console logs" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Console logs" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everything_is_reached_and_worked_by_keyboard()
    {
        await using var visitor = await running.OpenAsync("/");

        var restart = visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Restart: {Replica}" });
        await restart.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.DialogButton("Yes")).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.DialogButton("Yes")).ToBeHiddenAsync();

        // The dialog gives the focus back to where it was, in its own time.
        await Expect(restart).ToBeFocusedAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = Replica, Exact = true }).PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary)).ToBeVisibleAsync();
    }
}
