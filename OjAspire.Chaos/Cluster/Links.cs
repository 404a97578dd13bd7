using OjAspire.ClusterSim.Machines;

namespace OjAspire.Chaos.Cluster;

/// <summary>The links between machines. One that is cut twice is mended when both have been undone.</summary>
internal sealed class Links(VirtualNetwork network) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<(string One, string Other), int> _cuts = [];

    /// <summary>Cuts two machines off from each other for a while.</summary>
    public Task PartAsync(string one, string other, TimeSpan time, CancellationToken cancellationToken) =>
        CutAsync((one, other), () => network.PartAsync(one, other), () => network.RejoinAsync(one, other), time, cancellationToken);

    /// <summary>Cuts a machine off from all others for a while.</summary>
    public Task IsolateAsync(string address, TimeSpan time, CancellationToken cancellationToken) =>
        CutAsync((address, ""), () => network.CutAsync(address), () => network.MendAsync(address), time, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task CutAsync(
        (string One, string Other) link, Func<Task> cut, Func<Task> mend, TimeSpan time, CancellationToken cancellationToken)
    {
        await ChangeAsync(link, 1, cuts => cuts == 1, cut);
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        await ChangeAsync(link, -1, cuts => cuts == 0, mend);
    }

    private async Task ChangeAsync((string One, string Other) link, int by, Func<int, bool> isReal, Func<Task> change)
    {
        await _turn.WaitAsync();
        try
        {
            var cuts = _cuts[link] = _cuts.GetValueOrDefault(link) + by;
            if (isReal(cuts))
            {
                await change();
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
