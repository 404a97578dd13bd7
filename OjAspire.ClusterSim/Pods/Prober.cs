using OjAspire.ClusterSim.Machines;
using OjAspire.ClusterSim.Manifests;

namespace OjAspire.ClusterSim.Pods;

/// <summary>Looks at containers from the node: HTTP over a new connection each time, or a command inside the container.</summary>
/// <param name="node">The network of the node.</param>
internal sealed class Prober(NetworkNamespace node) : IDisposable
{
    private readonly HttpClient _http = new(node.CreateHttpHandler()) { DefaultRequestHeaders = { ConnectionClose = true } };

    /// <summary>Looks once.</summary>
    /// <param name="probe">At what.</param>
    /// <param name="address">The pod's address.</param>
    /// <param name="process">The container's first process.</param>
    public async Task<bool> PassesAsync(Probe probe, string address, int process, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(probe.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return probe.Path is { } path
                ? await AnswersAsync(address, probe.Port, path, either.Token)
                : (await InsidePod.RunAsync(process, probe.Command, either.Token)).ExitCode == 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> AnswersAsync(string address, int port, string path, CancellationToken cancellationToken)
    {
        var uri = new UriBuilder(Uri.UriSchemeHttp, address, port, path).Uri;
        using var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (int)response.StatusCode is >= 200 and < 400;
    }
}
