using System.Net;
using System.Net.Sockets;

namespace OjAspire.Tests.Session;

/// <summary>A wire that can be cut: every connection stays open, and nothing comes through any more in either direction.</summary>
internal sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly List<TcpClient> _ends = [];
    private readonly Task _accepting;
    private volatile bool _cut;

    public CuttableLink(Uri target)
    {
        _listener.Start();
        _accepting = AcceptAsync(target);
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public void Cut() => _cut = true;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        foreach (var end in _ends)
        {
            end.Dispose();
        }

        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync(Uri target)
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_ending.Token);
                var far = new TcpClient();
                _ends.AddRange([near, far]);
                await far.ConnectAsync(target.Host, target.Port, _ending.Token);
                pumps.AddRange([PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream())]);
            }
        }
        finally
        {
            await Task.WhenAll(pumps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _ending.Token) is > 0 and var count)
        {
            if (!_cut)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
            }
        }
    }
}
