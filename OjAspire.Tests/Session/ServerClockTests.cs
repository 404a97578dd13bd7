using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

public sealed class ServerClockTests
{
    private readonly ServerClock _clock = new();

    [Fact]
    public void What_arrives_late_is_read_by_what_arrived_soon()
    {
        Assert.Equal(Seconds(100), _clock.ToOurs(Seconds(1000), now: Seconds(100)));

        Assert.Equal(101, _clock.ToOurs(Seconds(1001), now: Seconds(101.5)).TotalSeconds, tolerance: 0.01);
        Assert.Equal(102, _clock.ToOurs(Seconds(1002), now: Seconds(102)).TotalSeconds, tolerance: 0.01);
    }

    [Fact]
    public void What_arrives_sooner_than_anything_before_corrects_the_reading_and_nothing_was_sent_after_now()
    {
        _clock.ToOurs(Seconds(1000), now: Seconds(103));

        Assert.Equal(Seconds(101), _clock.ToOurs(Seconds(1001), now: Seconds(101)));
        Assert.Equal(102, _clock.ToOurs(Seconds(1002), now: Seconds(105)).TotalSeconds, tolerance: 0.01);
    }

    [Fact]
    public void Clocks_that_drift_apart_are_followed()
    {
        _clock.ToOurs(Seconds(1000), now: Seconds(100));

        // Ours has gained a second in an hour and a half.
        Assert.Equal(Seconds(5501), _clock.ToOurs(Seconds(6400), now: Seconds(5501)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
