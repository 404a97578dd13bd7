using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OjAspire.Hosting.Composition;

namespace OjAspire.Hosting.Health;

/// <summary>
/// Asks a replica for its health by its own address: often while it starts, seldom once it is healthy. An answer is
/// believed at once; of silence, only the third in a row, so that a busy machine makes no replica vanish.
/// </summary>
internal sealed class HealthProbe(IOptions<EngineOptions> options, TimeProvider time) : IDisposable
{
    private const int BelievedSilences = 3;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    // While a replica comes up, people and the replicas that wait for it wait.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Reports before the first answer.</summary>
    public static ImmutableArray<HealthReportSnapshot> Unknown(ImmutableArray<HttpHealthCheckAnnotation> checks) =>
        [.. checks.Select(check => new HealthReportSnapshot(check.Key, null, null, null))];

    /// <summary>Tells of each change, first of the first answer; ends only by cancellation, and then quietly.</summary>
    public async Task WatchAsync(
        ImmutableArray<HttpHealthCheckAnnotation> checks,
        ImmutableDictionary<EndpointAnnotation, int> ports,
        Action<ImmutableArray<HealthReportSnapshot>> changed,
        CancellationToken cancellationToken)
    {
        var reports = Unknown(checks);
        var (silences, pause) = (0, Shortest);
        if (checks.IsEmpty)
        {
            changed(reports);
            return;
        }

        try
        {
            while (true)
            {
                var asked = await Task.WhenAll(checks.Select(check => AskAsync(check, PortOf(check, ports), cancellationToken)));
                silences = asked.Any(report => report.Status is null) ? silences + 1 : 0;
                if (silences is 0 or >= BelievedSilences || reports[0].Status != HealthStatus.Healthy)
                {
                    var believed = asked.Select(report => report with { Status = report.Status ?? HealthStatus.Unhealthy }).ToImmutableArray();
                    if (!believed.SequenceEqual(reports))
                    {
                        changed(reports = believed);
                    }
                }

                var healthy = silences == 0 && reports.All(report => report.Status == HealthStatus.Healthy);
                pause = healthy ? options.Value.HealthInterval : Next(pause);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process has ended.
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A report without a status means that there was no answer.</summary>
    private async Task<HealthReportSnapshot> AskAsync(HttpHealthCheckAnnotation check, int port, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{check.Path}");
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await _client.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return status == check.StatusCode
                ? new(check.Key, HealthStatus.Healthy, null, null)
                : new(check.Key, HealthStatus.Unhealthy, $"{check.Path} answered with status {status}, not {check.StatusCode}.", null);
        }
        catch (HttpRequestException unreachable)
        {
            return new(check.Key, null, $"{check.Path} cannot be reached: {unreachable.Message}", null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(check.Key, null, $"{check.Path} gave no answer within {Patience.TotalSeconds} s.", null);
        }
    }

    private static int PortOf(HttpHealthCheckAnnotation check, ImmutableDictionary<EndpointAnnotation, int> ports) =>
        ports.First(entry => entry.Key.Name == check.EndpointName).Value;

    private static TimeSpan Next(TimeSpan pause) => pause > Longest ? Shortest : pause * 1.25 < Longest ? pause * 1.25 : Longest;
}
