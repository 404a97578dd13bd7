using OjAspire.ClusterSim.Manifests;

namespace OjAspire.ClusterSim.Pods;

/// <summary>
/// Watches one container as a kubelet does: start-up first, then readiness and liveness side by side, each with its own delay, period
/// and thresholds. A container that is not alive is not started anew but complained of: here that is always a finding.
/// </summary>
/// <param name="template">The probes.</param>
/// <param name="look">Looks once; false is a failure.</param>
/// <param name="time">The clock.</param>
internal sealed class Kubelet(PodTemplate template, Func<Probe, CancellationToken, Task<bool>> look, TimeProvider time)
{
    /// <summary>Watches until cancelled.</summary>
    /// <param name="ready">Told every change of readiness; the container is not ready at first.</param>
    /// <param name="unhealthy">Told why the container would be started anew.</param>
    public async Task WatchAsync(Action<bool> ready, Action<string> unhealthy, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (template.Startup is { } startup && !await StartedAsync(startup, start, cancellationToken))
        {
            unhealthy("it did not start in time");
            return;
        }

        await Task.WhenAll(
            FollowAsync(template.Readiness, start, ready, initially: false, cancellationToken),
            FollowAsync(template.Liveness, start, alive => Complain(alive, unhealthy), initially: true, cancellationToken));
    }

    private static void Complain(bool alive, Action<string> unhealthy)
    {
        if (!alive)
        {
            unhealthy("its liveness probe failed");
        }
    }

    private async Task<bool> StartedAsync(Probe probe, long start, CancellationToken cancellationToken)
    {
        await InitialDelayAsync(probe, start, cancellationToken);
        using var timer = new PeriodicTimer(probe.Period, time);
        for (var failures = 0; failures < probe.FailureThreshold; failures++)
        {
            if (await look(probe, cancellationToken))
            {
                return true;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return false;
    }

    private async Task FollowAsync(Probe? probe, long start, Action<bool> tell, bool initially, CancellationToken cancellationToken)
    {
        if (probe is null)
        {
            tell(true);
            return;
        }

        await InitialDelayAsync(probe, start, cancellationToken);
        var state = new ProbeState(probe, initially);
        using var timer = new PeriodicTimer(probe.Period, time);
        do
        {
            if (state.Observe(await look(probe, cancellationToken)))
            {
                tell(state.Passes);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task InitialDelayAsync(Probe probe, long start, CancellationToken cancellationToken)
    {
        var rest = probe.InitialDelay - time.GetElapsedTime(start);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }
    }
}
