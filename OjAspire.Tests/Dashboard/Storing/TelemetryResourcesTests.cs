extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class TelemetryResourcesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly TelemetryResources _resources = new(2);

    [Fact]
    public void One_object_stands_for_a_sender_however_often_it_is_heard()
    {
        var first = new TelemetryResource("shop", "1", [new("service.version", "1.2")]);
        Assert.True(_resources.TryHear(first, Noon, out var known));
        Assert.Same(first, known);
        var version = _resources.Changed.Version;

        Assert.True(_resources.TryHear(new TelemetryResource("shop", "1", []), Noon.AddMinutes(1), out known));

        Assert.Same(first, known);
        var sender = Assert.Single(_resources.Snapshot());
        Assert.Equal((Noon, Noon.AddMinutes(1)), (sender.FirstSeen, sender.LastSeen));
        Assert.Equal(version, _resources.Changed.Version);
    }

    [Fact]
    public void More_senders_than_are_kept_are_refused_and_the_known_ones_are_not()
    {
        Assert.True(Hear("b"));
        Assert.True(Hear("a"));
        Assert.False(Hear("c"));
        Assert.True(Hear("a"));

        Assert.Equal(["a", "b"], _resources.Snapshot().Select(sender => sender.Resource.Name));
    }

    private bool Hear(string name) => _resources.TryHear(new TelemetryResource(name, "", []), Noon, out _);
}
