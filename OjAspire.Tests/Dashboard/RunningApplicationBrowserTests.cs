using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OjAspire.Tests.Integration;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The dashboard over the running application, as somebody sees both who has just started it: nothing here is scripted.</summary>
[Collection(Alone.Name)]
public sealed partial class RunningApplicationBrowserTests(RunningApplicationAndBrowser running, ITestOutputHelper output)
    : IClassFixture<RunningApplicationAndBrowser>
{
    private const float Patience = 60_000;
    private const string Connected = "connected successfully";

    private static readonly LocatorAssertionsToHaveCountOptions Patiently = new() { Timeout = Patience };

    // In the order of the tree; "box" is the place that the sandbox prepares for a job.
    private static readonly string[] Spans =
    [
        "oj-api-server POST /submissions/", "oj-api-server submission queue", "oj-api-server submission assign",
        "oj-sandbox judge", "oj-sandbox box", "oj-sandbox compile", "oj-sandbox run", "oj-api-server verdict store",
    ];

    [Fact]
    public async Task A_submission_is_found_as_one_trace_across_both_processes_and_leads_to_its_logs()
    {
        await using var visitor = await running.LogInAsync();
        await GoByMenuAsync(visitor, "Traces");
        var outcome = await running.Api.JudgeAsync(54, Programs.Sum[54], new { stdin = "1 2\n", expected_output = "3\n" });
        var judged = TimeProvider.System.GetTimestamp();

        await ChooseAsync(visitor, "Resource", "oj-api-server");
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search names, ids, attributes" })
            .FillAsync(outcome["token"]!.GetValue<string>());
        var found = visitor.Page.Locator("tr.trace-row");
        await Expect(found).ToHaveCountAsync(1, Patiently);
        Tell("the verdict", "its trace in the list", judged);
        await found.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(visitor.Page.Locator(".waterfall-text")).ToHaveTextAsync(Spans, new() { Timeout = Patience });
        Tell("the verdict", "all spans in the waterfall", judged);
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Parent missing" })).ToHaveCountAsync(0);

        var traceId = TraceAddress().Match(visitor.Page.Url).Groups[1].Value;
        await visitor.Page.GetByText("View logs").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex($"/structuredlogs\\?trace={traceId}$"));
        foreach (var step in (string[])["is accepted", "Judged", "has its verdict"])
        {
            await Expect(Records(visitor, outcome["token"]!.GetValue<string>()).Filter(new() { HasText = step })).ToHaveCountAsync(1, Patiently);
        }

        await Expect(RecordsWithout(visitor, traceId[..7])).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_cards_of_the_picture_have_room_for_all_that_they_say()
    {
        await using var visitor = await running.LogInAsync();
        await GoByMenuAsync(visitor, "Topology");
        await Expect(OpenLinks(visitor, running.Host.ApiReplicas[0])).ToHaveCountAsync(2, Patiently);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Picture" }).ClickAsync();
        var cards = visitor.Page.Locator(".picture .node");
        await Expect(cards.Filter(new() { HasText = "outcome unacknowledged" })).ToHaveCountAsync(2, Patiently);

        var cut = await cards.EvaluateAllAsync<string[]>("cards => cards.filter(card => card.scrollHeight > card.clientHeight).map(card => card.innerText)");

        Assert.Empty(cut);
    }

    [Fact]
    public async Task A_replica_that_is_stopped_leaves_the_matrix_and_comes_back_when_started()
    {
        var (replica, other) = (running.Host.ApiReplicas[0], running.Host.ApiReplicas[1]);
        await using var visitor = await running.LogInAsync();
        await GoByMenuAsync(visitor, "Topology");
        await Expect(OpenLinks(visitor, replica)).ToHaveCountAsync(2, Patiently);
        await Expect(OpenLinks(visitor, other)).ToHaveCountAsync(2, Patiently);

        await GoByMenuAsync(visitor, "Resources");
        await visitor.Row(replica).GetByRole(AriaRole.Button, new() { Name = $"Stop: {replica}", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText($"Stop {replica}?")).ToBeVisibleAsync();
        await visitor.DialogButton("Yes").ClickAsync();
        var stopped = TimeProvider.System.GetTimestamp();
        await GoByMenuAsync(visitor, "Topology");
        await Expect(OpenLinks(visitor, other)).ToHaveCountAsync(2, Patiently);
        await Expect(OpenLinks(visitor, replica)).ToHaveCountAsync(0, Patiently);
        Tell("the answer to the question", "the matrix without its open links", stopped);
        await Expect(OpenLinks(visitor, other)).ToHaveCountAsync(2);

        await GoByMenuAsync(visitor, "Resources");
        var start = visitor.Row(replica).GetByRole(AriaRole.Button, new() { Name = $"Start: {replica}", Exact = true });
        await Expect(start).Not.ToHaveAttributeAsync("title", new Regex("not possible now"), new() { Timeout = Patience });
        await start.ClickAsync();
        var started = TimeProvider.System.GetTimestamp();
        await GoByMenuAsync(visitor, "Topology");
        await Expect(OpenLinks(visitor, replica)).ToHaveCountAsync(2, Patiently);
        Tell("the click on Start", "the matrix with its links", started);
        await Expect(OpenLinks(visitor, other)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Logs_are_narrowed_by_text_resource_and_level()
    {
        var (replica, other) = (running.Host.ApiReplicas[0], running.Host.ApiReplicas[1]);
        await using var visitor = await running.LogInAsync();
        await GoByMenuAsync(visitor, "Structured logs");
        await Expect(RecordsWithout(visitor, Connected).First).ToBeVisibleAsync(new() { Timeout = Patience });

        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the records" }).FillAsync(Connected);
        await Expect(RecordsWithout(visitor, Connected)).ToHaveCountAsync(0, Patiently);
        await Expect(Records(visitor, replica).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(Records(visitor, other).First).ToBeVisibleAsync();

        await ChooseAsync(visitor, "Resource", replica);
        await Expect(RecordsWithout(visitor, replica)).ToHaveCountAsync(0, Patiently);
        await Expect(Records(visitor, Connected).First).ToContainTextAsync("Information");

        await ChooseAsync(visitor, "Level", "Warning");
        await Expect(visitor.Page.Locator(".record.list-row")).ToHaveCountAsync(0, Patiently);
        await ChooseAsync(visitor, "Level", "Information");
        await Expect(Records(visitor, Connected).First).ToBeVisibleAsync();
    }

    private static Task GoByMenuAsync(Visitor visitor, string page) =>
        visitor.Page.GetByRole(AriaRole.Link, new() { Name = page, Exact = true }).ClickAsync();

    private static async Task ChooseAsync(Visitor visitor, string list, string choice)
    {
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = list }).ClickAsync();
        await visitor.Page.Locator("fluent-option:visible").GetByText(choice, new() { Exact = true }).ClickAsync();
    }

    private static ILocator OpenLinks(Visitor visitor, string replica) => Links(visitor, replica, "open, 0 of 2 slots");

    // Cells of the column of one replica that say this.
    private static ILocator Links(Visitor visitor, string replica, string state) =>
        visitor.Page.GetByRole(AriaRole.Gridcell, new() { NameRegex = new Regex($"^oj-sandbox-\\w+ – {replica}: {state}$") });

    private static ILocator Records(Visitor visitor, string text) =>
        visitor.Page.Locator(".record.list-row").Filter(new() { HasTextString = text });

    private static ILocator RecordsWithout(Visitor visitor, string text) =>
        visitor.Page.Locator(".record.list-row").Filter(new() { HasNotTextString = text });

    private void Tell(string from, string until, long begun) =>
        output.WriteLine($"from {from} to {until}: {TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds:0} ms");

    [GeneratedRegex("/traces/([0-9a-f]{32})$")]
    private static partial Regex TraceAddress();
}
