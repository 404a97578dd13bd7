using Microsoft.Extensions.Time.Testing;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>The test's clock as a replica has it: its timers run on its own thread, and not while it stands still.</summary>
internal sealed class ReplicaTime(FakeTimeProvider time, ReplicaThread thread) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(_ => thread.Post(it => callback(it), state), null, dueTime, period);
}
