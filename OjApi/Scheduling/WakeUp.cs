using System.Threading.Channels;

namespace OjApi.Scheduling;

/// <summary>
/// Wakes one waiting task; any number of calls before it looks count as one, so it can never fall behind. Setting it
/// runs no foreign code and never blocks, so it may be set under a lock.
/// </summary>
internal sealed class WakeUp
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Wakes the waiter, or lets its next wait return at once.</summary>
    public void Set() => _signal.Writer.TryWrite(true);

    /// <summary>Waits until it was set. One waiter at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _signal.Reader.ReadAsync(cancellationToken);
}
