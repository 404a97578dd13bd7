using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;
using OjSandbox.Threading;

namespace OjSandbox.Discovery;

/// <summary>
/// Follows what the service name resolves to. It reads and then waits for the very token it has read, instead of
/// trusting the library to push: a change that is signalled while the library refreshes is lost there
/// (microsoft/aspire#16400), but the token that came with the answer has fired all the same.
/// </summary>
internal sealed partial class EndpointWatch(ServiceEndpointResolver resolver, TimeProvider time, ILogger<EndpointWatch> logger)
{
    // Shorter than the ten seconds after which the library throws an unused name away, and with it leaks a registration
    // on every token that has not fired (dotnet/extensions#7673). Reading again is answered from its cache.
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Every new list of endpoints, beginning with the one known now. Lists in between may be left out, the newest never.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SchedulerEndpoint>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EndpointSnapshot? seen = null;
        var changed = new Signal();
        while (true)
        {
            var source = await ReadAsync(cancellationToken);
            using var registration = source?.ChangeToken.RegisterChangeCallback(static signal => ((Signal)signal!).Set(), changed);
            if (source?.Features.Get<EndpointSnapshot>() is { } snapshot && !ReferenceEquals(snapshot, seen))
            {
                seen = snapshot;
                yield return snapshot.Endpoints;
            }

            await changed.WaitAsync(source is null ? RetryAfter : ReadAgainAfter, time, cancellationToken);
        }
    }

    private async Task<ServiceEndpointSource?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await resolver.GetEndpointsAsync("http://" + SchedulerEndpointProviderFactory.ServiceName, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One of the other providers of this host; ours do not throw.
            Log.NotResolved(logger, exception, SchedulerEndpointProviderFactory.ServiceName, RetryAfter.TotalSeconds);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, EventName = nameof(NotResolved), Level = LogLevel.Warning,
            Message = "Resolving {ServiceName} failed; trying again in {Seconds} s")]
        public static partial void NotResolved(ILogger logger, Exception exception, string serviceName, double seconds);
    }
}
