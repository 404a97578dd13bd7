using Microsoft.Extensions.Time.Testing;
using OjAspire.ClusterSim.Manifests;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.Tests.ClusterSim;

/// <summary>Probes follow their delays, periods and thresholds, as Kubernetes defines them.</summary>
public sealed class KubeletTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];
    private Probe[] _failing = [];
    private int _looks;

    [Fact]
    public async Task Pod_is_ready_when_it_has_started_and_its_delay_is_over()
    {
        var startup = Probe(period: 2, failures: 5);
        _failing = [startup];
        using var end = new CancellationTokenSource();
        var watching = Watch(startup, Probe(delay: 5, period: 5, failures: 3), null, end.Token);

        Pass(3);
        _failing = [];
        Pass(1);
        Assert.Empty(_told);
        Pass(1);
        Assert.Equal(["ready True"], _told);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Pod_is_unready_after_so_many_failures_in_a_row_and_ready_after_one_success()
    {
        var readiness = Probe(period: 5, failures: 3);
        using var end = new CancellationTokenSource();
        var watching = Watch(null, readiness, null, end.Token);
        Assert.Equal(["ready True"], _told);

        _failing = [readiness];
        Pass(10);
        _failing = [];
        Pass(5);
        _failing = [readiness];
        Pass(14);
        Assert.Equal(["ready True"], _told);
        Pass(1);
        Assert.Equal(["ready True", "ready False"], _told);
        _failing = [];
        Pass(5);
        Assert.Equal(["ready True", "ready False", "ready True"], _told);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Container_that_is_not_alive_any_more_is_complained_of_once()
    {
        var liveness = Probe(period: 10, failures: 3);
        using var end = new CancellationTokenSource();
        var watching = Watch(null, null, liveness, end.Token);
        _failing = [liveness];

        Pass(29);
        Assert.Equal(["ready True"], _told);
        Pass(31);
        Assert.Equal(["ready True", "its liveness probe failed"], _told);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Container_that_does_not_start_in_time_is_complained_of_and_watched_no_longer()
    {
        var startup = Probe(period: 2, failures: 3);
        _failing = [startup];
        var watching = Watch(startup, Probe(period: 5), null, CancellationToken.None);

        Pass(20);
        await watching.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        Assert.Equal(["it did not start in time"], _told);
        Assert.Equal(3, _looks);
    }

    private static Probe Probe(int delay = 0, int period = 10, int failures = 3) => new(
        TimeSpan.FromSeconds(delay), TimeSpan.FromSeconds(period), TimeSpan.FromSeconds(1), failures, 1, "/", 3001, []);

    private Task Watch(Probe? startup, Probe? readiness, Probe? liveness, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>();
        var template = new PodTemplate(none, "container", none, none, [], TimeSpan.Zero, TimeSpan.Zero, startup, readiness, liveness);
        var watching = Task.CompletedTask;
        AtOnce(() => watching = new Kubelet(template, LookAsync, _time).WatchAsync(ready => _told.Add($"ready {ready}"), _told.Add, cancellationToken));
        return watching;
    }

    private Task<bool> LookAsync(Probe probe, CancellationToken cancellationToken)
    {
        _looks++;
        return Task.FromResult(!_failing.Contains(probe));
    }

    private void Pass(int seconds) => AtOnce(() =>
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    });

    // Without the runner's synchronization context what waits for the clock goes on within the call that moves the clock.
    private static void AtOnce(Action action)
    {
        var runners = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(runners);
        }
    }
}
