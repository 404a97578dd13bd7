extern alias hosting;

using hosting::OjAspire.ResourceService;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>Commands that an application host gives its resources, as a reader runs them.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class CommandBrowserTests(RunningDashboard running) : IDisposable
{
    public void Dispose() => running.RemoveAdded();

    [Fact]
    public async Task A_command_of_the_menu_asks_first_and_tells_what_it_has_to_say()
    {
        var cache = Add("cache", SampleResources.Custom("flush", "Flush", confirmation: "Flush <all> of it?"));
        running.Host.CommandAnswer = new() { Succeeded = true, Message = "12 entries were removed." };
        await using var visitor = await running.OpenAsync("/");

        await OpenMenuAsync(visitor, cache.Id);
        await visitor.Choice("Flush").ClickAsync();
        await Expect(visitor.Page.GetByText("Flush <all> of it?")).ToBeVisibleAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        var asked = running.Host.NextCommand();
        Assert.Equal((cache.Id, "flush"), (asked.ResourceId, asked.CommandName));
        await Expect(visitor.Page.GetByText("12 entries were removed.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_that_takes_long_is_seen_to_run_until_it_ends()
    {
        var slow = Add("slow", SampleResources.Custom("compact", "Compact"));
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (running.Host.CommandsMayEnd, running.Host.CommandAnswer) = (end.Task, new() { Canceled = true });
        await using var visitor = await running.OpenAsync("/");

        await OpenMenuAsync(visitor, slow.Id);
        await visitor.Choice("Compact").ClickAsync();
        Assert.Equal("compact", running.Host.NextCommand().CommandName);
        var menu = visitor.Page.Locator("#more-row-slow");
        await Expect(menu).ToHaveAttributeAsync("title", "Compact is running …");

        end.SetResult();
        running.Host.CommandsMayEnd = Task.CompletedTask;
        await Expect(menu).ToHaveAttributeAsync("title", "More commands");
        await Expect(visitor.Page.GetByText("Compact: slow – given up")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_that_cannot_be_run_says_why_and_can_as_soon_as_the_app_host_says_so()
    {
        var queue = Add("queue", SampleResources.Custom("drain", "Drain", enabled: false));
        running.Host.CommandAnswer = new() { Succeeded = true };
        await using var visitor = await running.OpenAsync("/");

        await OpenMenuAsync(visitor, queue.Id);
        var drain = visitor.Page.Locator("fluent-menu-item[data-command=drain]").First;
        await Expect(drain).ToHaveAttributeAsync("title", "Drain: not possible now, queue is in the state “Running”");
        var start = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start: queue", Exact = true });
        await Expect(start).ToHaveAttributeAsync("title", "Start: not possible now, queue is in the state “Running”");

        var able = queue.Clone();
        able.Commands.Single(command => command.Name == "drain").IsEnabled = true;
        running.Host.Change(able);
        await Expect(drain).ToHaveAttributeAsync("title", "Drain: What Drain does");
        await drain.ClickAsync();

        Assert.Equal("drain", running.Host.NextCommand().CommandName);
    }

    [Fact]
    public async Task A_command_of_a_group_of_replicas_is_asked_once_and_reaches_each_of_them()
    {
        foreach (var id in new[] { "worker-a", "worker-b" })
        {
            var replica = SampleResources.Service(id, "Running");
            replica.Name = "worker";
            running.Add(replica);
        }
        running.Host.CommandAnswer = new() { Error = "No." };
        await using var visitor = await running.OpenAsync("/");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Stop: worker", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("Stop worker?")).ToBeVisibleAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        Assert.Equal(
            ["worker-a", "worker-b"], new[] { running.Host.NextCommand().ResourceId, running.Host.NextCommand().ResourceId }.Order());
        await Expect(visitor.Page.GetByText("worker-b: No.")).ToBeVisibleAsync();
    }

    private static Task OpenMenuAsync(Visitor visitor, string id) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"More commands: {id}" }).ClickAsync();

    private Resource Add(string id, Command command)
    {
        var resource = SampleResources.Service(id, "Running");
        resource.Commands.Add(command);
        running.Add(resource);
        return resource;
    }
}
