using Microsoft.Extensions.Time.Testing;

namespace OjAspire.Tests.Discovery;

/// <summary>A fake clock that tells how many timers were begun, so that a test can wait until somebody sleeps.</summary>
internal sealed class CountingTimeProvider : FakeTimeProvider
{
    private int _timers;

    /// <summary>How many timers were begun.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        return timer;
    }
}
