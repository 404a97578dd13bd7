using System.Threading.Channels;

namespace OjSandbox.Threading;

/// <summary>Wakes one waiter. Setting it while it is set changes nothing, so any number of reasons become one wake-up.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    /// <summary>Wakes the waiter, or the next one to come.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Waits until the signal is set, and resets it.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits until the signal is set, and resets it, or until the time is over.</summary>
    /// <returns>Whether the signal was set.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _channel.Reader.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
