extern alias dashboard;

using System.Collections.Immutable;
using dashboard::OjAspire.Dashboard.Topology;
using dashboard::OjAspire.Dashboard.Topology.Figures;
using Resource = dashboard::OjAspire.ResourceService.Resource;
using static OjAspire.Tests.Dashboard.TopologyScene;

namespace OjAspire.Tests.Dashboard;

/// <summary>Who is connected to whom, from metrics alone.</summary>
public sealed class TopologyModelTests
{
    private readonly TopologyScene _scene = new();

    [Fact]
    public void A_link_is_one_whichever_end_tells_of_it_and_the_worse_of_both_states_is_shown()
    {
        Worker("w1", ("s1", "open", 2));
        Server("s1", 3, ("w1", "open"));
        var link = _scene.Between("w1", "s1")!;
        Assert.Equal(("open", StateTone.Good, false), (link.State!.State, link.Tone, link.IsStale));
        Assert.Equal((2, 4), (link.Usage!.Value, link.Usage.Of));
        Assert.NotNull(link.FromRow);
        Assert.NotNull(link.FromColumn);

        _scene.Pass(1);
        Worker("w1", ("s1", "open", 2));
        Server("s1", 3, ("w1", "withdrawn"));
        Assert.Equal(("withdrawn", StateTone.Bad), (_scene.Between("w1", "s1")!.State!.State, _scene.Between("w1", "s1")!.Tone));
    }

    [Fact]
    public void A_link_is_as_it_is_since_its_state_changed_and_is_gone_with_its_series()
    {
        var begun = _scene.Now;
        Worker("w1", ("s1", "open", 0), ("s2", "open", 0));
        Server("s1", 0);
        Assert.Equal(begun, _scene.Between("w1", "s1")!.Since);
        _scene.Pass(5);
        Worker("w1", ("s1", "failing", 0), ("s2", "open", 1));
        Assert.Equal(_scene.Now, _scene.Between("w1", "s1")!.Since);
        Assert.Equal(begun, _scene.Between("w1", "s2")!.Since);
        _scene.Pass(5);
        Worker("w1", ("s2", "open", 1));
        Assert.Null(_scene.Between("w1", "s1"));
        _scene.Pass(5);

        // The instrument itself is not exported any more, because there is nothing to tell.
        Worker("w1");
        Assert.Empty(_scene.Draw().Matrices);
        Assert.Equal(["server-s1", "worker-w1"], _scene.Picture.Lonely.Select(node => node.Label));
    }

    [Fact]
    public void A_peer_is_found_by_its_instance_and_one_that_nobody_heard_is_called_what_others_call_it()
    {
        Server("s1", 0);
        _scene.Send(
            "worker", "w1", Link("worker.link.state", "{link}", 1, "", "s1", "open"),
            Link("worker.link.state", "{link}", 1, "", "10.244.1.7:3001", "connecting"));

        var matrix = _scene.Matrix();

        Assert.Equal(("worker", "server"), (matrix.RowService, matrix.ColumnService));
        Assert.Equal(
            [("server-s1", NodeCondition.Live), ("10.244.1.7:3001", NodeCondition.Unheard)],
            matrix.Columns.Select(node => (node.Label, node.Condition)));
        Assert.Equal(StateTone.Changing, _scene.Between("w1", "10.244.1.7:3001")!.Tone);
    }

    [Fact]
    public void Counts_by_state_are_parts_of_a_whole_and_other_numbers_are_added_up_over_what_tells_them_apart()
    {
        Worker("w1", ("s1", "open", 3));
        _scene.Send(
            "server", "s1",
            ("server.queue.length", "{order}", 4, [("language", "a")]), ("server.queue.length", "{order}", 2, [("language", "b")]),
            ("server.queue.age", "s", 4, [("language", "a")]), ("server.queue.age", "s", 2, [("language", "b")]));

        var slots = Assert.Single(_scene.Node("w1").Figures.Parts);
        Assert.Equal(("slots", 3, 4), (slots.Label, slots.Taken, slots.Total));
        Assert.Equal(
            [("running", PartKind.Used), ("claimed", PartKind.Reserved), ("free", PartKind.Free)],
            slots.Parts.Select(part => (part.State, part.Kind)));
        Assert.Equal([("length", 6.0), ("age", 4.0)], _scene.Node("s1").Figures.Numbers.Select(number => (number.Label, number.Value)));
    }

    [Fact]
    public void Totals_are_true_also_when_every_server_tells_of_every_worker()
    {
        foreach (var worker in (string[])["w1", "w2", "w10"])
        {
            Worker(worker, ("s1", "open", 1), ("s2", "open", 2));
        }
        Server("s1", 5, ("w1", "open"), ("w2", "open"), ("w10", "open"));
        Server("s2", 7, ("w1", "open"), ("w2", "open"), ("w10", "open"));

        var matrix = _scene.Matrix();

        Assert.Equal(["worker-w1", "worker-w2", "worker-w10"], matrix.Rows.Select(row => row.Label));
        Assert.Equal((9, 12), (matrix.RowTotals.Parts.Single().Taken, matrix.RowTotals.Parts.Single().Total));
        Assert.Equal(12, matrix.ColumnTotals.Numbers.Single(number => number.Label == "queue length").Value);
        Assert.Equal(
            (9, 3, 6), (matrix.TotalUsage, matrix.UsageOf(new NodeKey("worker", "w2")), matrix.UsageOf(new NodeKey("server", "s2"))));
    }

    [Fact]
    public void Who_is_silent_for_longer_than_usual_counts_no_more_and_what_only_it_told_is_stale()
    {
        for (var export = 0; export < 3; export++)
        {
            Worker("w1", ("s1", "open", 4), ("s2", "open", 0));
            Server("s1", 0, ("w1", "open"));
            _scene.Draw();
            _scene.Pass(1);
        }
        Assert.Equal(NodeCondition.Live, _scene.Node("w1").Condition);
        for (var export = 0; export < 4; export++)
        {
            Server("s1", 0, ("w1", "open"));
            _scene.Pass(1);
        }

        Assert.Equal((NodeCondition.Silent, TimeSpan.FromSeconds(5)), (_scene.Node("w1").Condition, _scene.Node("w1").SilentFor));
        Assert.Equal(NodeCondition.Live, _scene.Node("s1").Condition);
        Assert.False(_scene.Between("w1", "s1")!.IsStale);
        Assert.True(_scene.Between("w1", "s2")!.IsStale);
        Assert.Empty(_scene.Matrix().RowTotals.Parts);
    }

    [Fact]
    public void Who_stays_away_is_gone_for_a_moment_and_then_not_shown_any_more()
    {
        Worker("w1", ("s1", "open", 0));
        Worker("w2", ("s1", "open", 0));
        _scene.Pass(1);
        Worker("w2", ("s1", "open", 0));
        _scene.Pass(1);
        for (var seconds = 0; seconds < 700; seconds++)
        {
            Worker("w1", ("s1", "open", 0));
            _scene.Pass(1);
            if (seconds == 65)
            {
                Assert.Equal(NodeCondition.Gone, _scene.Node("w2").Condition);
                Assert.Null(_scene.Between("w2", "s1"));
            }
        }
        Assert.DoesNotContain(_scene.Matrix().Rows, row => row.Label == "worker-w2");
    }

    [Fact]
    public void The_app_host_says_at_once_that_a_process_does_not_run_or_is_removed()
    {
        Worker("w1", ("s1", "open", 1));
        Worker("w2", ("s1", "open", 1));
        Worker("w3", ("s1", "open", 1));
        Server("s1", 0);
        _scene.Resources = new[] { Of("worker", "w1", "Running"), Of("worker", "w2", "Exited") }.ToImmutableDictionary(resource => resource.Id);
        _scene.Pass(2);

        Assert.Equal(
            [NodeCondition.Live, NodeCondition.Stopped, NodeCondition.Gone], _scene.Matrix().Rows.Select(row => row.Condition));
        Assert.True(_scene.Between("w2", "s1")!.IsStale);
        Assert.Equal(1, _scene.Matrix().TotalUsage);
    }

    [Fact]
    public void The_longer_side_becomes_the_rows_only_when_there_are_very_many_columns()
    {
        Assert.Equal(("worker", "server"), TopologyMatrix.Orient("worker", 1, "server", 3));
        Assert.Equal(("worker", "server"), TopologyMatrix.Orient("server", 16, "worker", 1));
        Assert.Equal(("server", "worker"), TopologyMatrix.Orient("worker", 10, "server", 500));
    }

    [Theory]
    [InlineData(0, "{stream}", "streams")]
    [InlineData(1, "{stream}", "stream")]
    [InlineData(2, "{stream}", "streams")]
    [InlineData(1, "", "streams")]
    public void One_of_what_is_counted_is_not_many(double value, string unit, string label) =>
        Assert.Equal(label, TopologyText.Label(new NumberFigure("worker.stream.count", "streams", unit, "", value, true)));

    private static Resource Of(string name, string instance, string state) =>
        new() { Id = $"{name}-{instance}", Name = name, State = state };

    private void Worker(string instance, params (string Server, string State, int Running)[] links)
    {
        var running = links.Sum(link => link.Running);
        _scene.Send("worker", instance,
        [
            Node("worker.slot.count", "{slot}", 4 - running, "free"), Node("worker.slot.count", "{slot}", 0, "claimed"), Node(
                "worker.slot.count", "{slot}", running, "running"),
            .. links.Select(link => Link("worker.link.state", "{link}", 1, "server", link.Server, link.State)),
            .. links.Select(link => Link("worker.link.slot.count", "{slot}", link.Running, "server", link.Server)),
        ]);
    }

    private void Server(string instance, int queue, params (string Worker, string State)[] links) => _scene.Send("server", instance,
    [
        Node("server.queue.length", "{order}", queue), Node("server.state", "{server}", 1, "ready"),
        .. links.Select(link => Link("server.link.state", "{link}", 1, "worker", link.Worker, link.State)),
    ]);
}
