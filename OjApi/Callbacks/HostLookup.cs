using System.Net;
using System.Net.Sockets;

namespace OjApi.Callbacks;

/// <summary>
/// Looks names up on threads of its own. The system's resolver blocks its thread for as long as it likes, and whoever has a name server
/// that answers slowly decides how long: on the threads of the pool that would stop everything else here. Thread-safe.
/// </summary>
/// <param name="most">Look-ups at once, those that nobody waits for any more included.</param>
internal sealed class HostLookup(int most) : IDisposable
{
    private readonly SemaphoreSlim _places = new(most, most);

    /// <summary>The addresses of a name, or the address that it is.</summary>
    /// <exception cref="SocketException">It has none, or the resolver failed.</exception>
    public async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var lookup = Task.Factory.StartNew(
            () => Find(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // A look-up cannot be cancelled. One that is left alone ends some time and fails for nobody.
        var (addresses, failure) = await lookup.WaitAsync(cancellationToken);
        return failure is null ? addresses : throw failure;
    }

    public void Dispose() => _places.Dispose();

    private (IPAddress[] Addresses, SocketException? Failure) Find(string host)
    {
        try
        {
            return (Dns.GetHostAddresses(host), null);
        }
        catch (SocketException exception)
        {
            return ([], exception);
        }
        catch (ArgumentException)
        {
            return ([], new SocketException((int)SocketError.HostNotFound));
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        try
        {
            _places.Release();
        }
        catch (ObjectDisposedException)
        {
            // It outlived this server's last callback.
        }
    }
}
