using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Time.Testing;
using OjAspire.Hosting.Logs;
using OjAspire.Hosting.Notifications;
using OjAspire.Hosting.Orchestration;
using OjAspire.Hosting.Processes;
using OjAspire.Hosting.Proxying;

namespace OjAspire.Tests.Hosting;

public sealed class EngineUnitTests
{
    [Fact]
    public void The_first_restart_is_quick_later_ones_take_longer_and_a_long_life_starts_the_count_again()
    {
        var ends = 0;
        var waits = Enumerable.Range(0, 12).Select(_ => RestartBackoff.Next(ref ends, TimeSpan.FromSeconds(1))).ToList();

        Assert.InRange(waits[0].TotalSeconds, 0, 0.1);
        Assert.InRange(waits[1].TotalSeconds, 0.4, 0.6);
        Assert.InRange(waits[3].TotalSeconds, 1.6, 2.4);
        Assert.InRange(waits[11].TotalSeconds, 24, 36);
        Assert.InRange(RestartBackoff.Next(ref ends, TimeSpan.FromMinutes(1)).TotalSeconds, 0, 0.1);
    }

    [Fact]
    public void The_replica_with_the_fewest_requests_on_their_way_is_next()
    {
        var rotation = new Rotation();
        Destination[] destinations = [new(1), new(2), new(3)];
        Array.ForEach(destinations, rotation.Add);
        destinations[0].Enter();
        destinations[2].Enter();

        Assert.Same(destinations[1], rotation.Next([]));
        Assert.Same(destinations[1], rotation.Next([]));
        Assert.NotSame(destinations[1], rotation.Next([destinations[1]]));
        Assert.Null(rotation.Next(destinations));
    }

    [Fact]
    public async Task A_log_keeps_its_last_lines_and_their_numbers()
    {
        var time = new FakeTimeProvider();
        var log = new ReplicaLog(time);
        for (var line = 1; line <= ReplicaLog.Capacity + 5; line++)
        {
            log.Append($"line {line}", isError: false);
        }

        await foreach (var batch in log.WatchAsync())
        {
            Assert.Equal(new LogLine(6, "line 6", false) { WrittenAt = time.GetUtcNow() }, batch[0]);
            break;
        }

        Assert.Equal([$"line {ReplicaLog.Capacity + 4}", $"line {ReplicaLog.Capacity + 5}"], log.Tail(2).Select(line => line.Content));
    }

    [Fact]
    public async Task A_line_without_an_end_is_handed_on_in_pieces()
    {
        List<string> lines = [];
        using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes($"one\r\n\n{new string('x', 20_000)}")));

        await LinePump.RunAsync(reader, lines.Add);

        Assert.Equal(["one", ""], lines.Take(2));
        Assert.Equal(20_000, lines.Skip(2).Sum(line => line.Length));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 8192));
    }

    [Fact]
    public async Task A_watcher_that_falls_behind_gets_the_newest_snapshot_of_each_resource()
    {
        var queue = new ResourceEventQueue();
        var (one, other) = (new ProjectResource("one"), new ProjectResource("other"));
        queue.Add(Event(other, 0));
        for (var version = 1; version <= ResourceEventQueue.Limit; version++)
        {
            queue.Add(Event(one, version));
        }

        var first = await queue.TakeAsync(CancellationToken.None);
        var second = await queue.TakeAsync(CancellationToken.None);
        var third = await queue.TakeAsync(CancellationToken.None);

        Assert.Equal(
            [("other", 0L), ("one", ResourceEventQueue.Limit - 1L), ("one", ResourceEventQueue.Limit)],
            new[] { first, second, third }.Select(taken => (taken.ResourceId, taken.Snapshot.Version)));
    }

    [Fact]
    public void Colours_are_taken_out_of_lines() => Assert.Equal("info: ready", TerminalText.Plain("\u001b[40m\u001b[32minfo\u001b[39m: ready"));

    private static ResourceEvent Event(ProjectResource resource, long version) =>
        new(resource, resource.Name, new() { ResourceType = "Project", Properties = [], Version = version });
}
