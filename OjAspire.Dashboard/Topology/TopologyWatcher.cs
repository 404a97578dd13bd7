using OjAspire.Dashboard.ResourceService;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Topology;

/// <summary>
/// Draws a new picture when telemetry or the app host say something new, and once a second because silence is news too. One for all
/// visitors, and also while nobody looks, so that it is known since when a link is as it is.
/// </summary>
internal sealed class TopologyWatcher(
    TelemetryStore telemetry, ResourceStore resources, TopologyStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan DrawAtLeastEvery = TimeSpan.FromSeconds(1);

    // A picture of very many nodes must not keep a processor busy.
    private const int MostShareOfTime = 10;

    private (long Metrics, object Resources) _seen;
    private long _drawnAt;
    private TimeSpan _took;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
    }

    private void Look()
    {
        var state = resources.Current;
        var now = (telemetry.Metrics.Changed.Version, (object)state);
        var since = time.GetElapsedTime(_drawnAt);
        if (since < _took * MostShareOfTime || (now == _seen && since < DrawAtLeastEvery))
        {
            return;
        }
        _seen = now;
        _drawnAt = time.GetTimestamp();
        var instruments = telemetry.Metrics.Latest(SenderReader.IsOurs);
        if (instruments.Length > 0 || !store.Current.IsEmpty)
        {
            var input = new TopologyInput(instruments, telemetry.Resources.Snapshot(), state.Resources, time.GetUtcNow());
            store.Set(TopologyBuilder.Build(input, store.Current));
        }
        _took = time.GetElapsedTime(_drawnAt);
    }
}
