using Microsoft.Extensions.Diagnostics.HealthChecks;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Health;

/// <summary>Whether this replica should get requests: it is not about to stop, and its store answers.</summary>
internal sealed class ReadinessCheck(Scheduler scheduler, OwnLease lease, QueuedCount queued, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (scheduler.IsDraining)
        {
            return HealthCheckResult.Unhealthy("draining");
        }

        if (!lease.IsValid)
        {
            return HealthCheckResult.Unhealthy("no lease on submissions yet, or it ran out");
        }

        try
        {
            var waiting = await queued.GetAsync(cancellationToken).WaitAsync(StoreTimeout, time, cancellationToken);
            return HealthCheckResult.Healthy($"{waiting} submission(s) wait");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("the store does not answer", exception);
        }
    }
}
