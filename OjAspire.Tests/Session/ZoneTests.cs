using CsCheck;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

public sealed class ZoneTests : IDisposable
{
    private readonly SlotsUnderTest _slots = new(zone: "a");

    public void Dispose() => _slots.Dispose();

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("", "b", true)]
    [InlineData("a", "", true)]
    [InlineData("", "", true)]
    [InlineData("a", "A", false)]
    public void Server_is_near_when_its_zone_is_the_same_or_either_is_unknown(string own, string server, bool isNear) =>
        Assert.Equal(isNear, ClaimPolicy.IsNear(own, server));

    [Theory]
    // Nothing waits near by: no slot stays free for the sake of a zone.
    [InlineData(null, 0.0, true)]
    [InlineData(0.0, null, false)]
    [InlineData(null, null, false)]
    // Younger far away, or older but not for long enough.
    [InlineData(1.0, 0.5, false)]
    [InlineData(5.0, 4.0, false)]
    [InlineData(0.0, 1.9, false)]
    // Older far away, and for long enough.
    [InlineData(0.0, 2.0, true)]
    [InlineData(59.0, 60.0, true)]
    // Equally old.
    [InlineData(5.0, 5.0, false)]
    public void Slot_goes_to_another_zone_for_a_job_that_is_older_and_has_waited_long_enough(double? nearAge, double? farAge, bool goesFar)
    {
        var now = TimeSpan.FromMinutes(10);
        Assert.Equal(goesFar, ClaimPolicy.GoesFar(
            now - Seconds(nearAge), now - Seconds(farAge), TimeSpan.FromSeconds(2), now));

        static TimeSpan? Seconds(double? age) => age is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    [Fact]
    public void Preference_of_zero_is_none()
    {
        var now = TimeSpan.FromMinutes(10);
        Assert.True(ClaimPolicy.GoesFar(now, now - TimeSpan.FromTicks(1), TimeSpan.Zero, now));
    }

    [Fact]
    public void Own_zone_is_claimed_from_first_and_another_when_a_job_there_has_waited_for_the_preference()
    {
        var near = _slots.Connect("10.0.0.1:3001", "a");
        var far = _slots.Connect("10.0.0.2:3001", "b");
        var job = _slots.Run(near, "t0");
        _slots.Announce(near, 100, ageSeconds: 0);
        _slots.Announce(far, 1, ageSeconds: 1);

        _slots.Keeper.Finished(job, null);
        var claim = Assert.Single(_slots.TakeClaims(near));
        var second = _slots.Assign(near, claim, "t1", waiting: SlotsUnderTest.Waiting(99));
        _slots.Time.Advance(TimeSpan.FromSeconds(1));
        _slots.Keeper.Finished(second!, null);

        Assert.Empty(_slots.TakeClaims(near));
        Assert.Single(_slots.TakeClaims(far));
    }

    [Fact]
    public void Slot_that_has_nothing_to_do_near_by_claims_from_another_zone_at_once()
    {
        _slots.Connect("10.0.0.1:3001", "a");
        var far = _slots.Connect("10.0.0.2:3001", "b");

        _slots.Announce(far, 1);

        Assert.Single(_slots.TakeClaims(far));
    }

    /// <summary>
    /// Jobs arrive in three zones, more than one slot can judge. Whenever one starts while an older one waits, the older
    /// one is of another zone and has waited less than the preference: later than that, nothing younger goes before it.
    /// </summary>
    [Fact]
    public void No_job_is_passed_over_for_a_younger_one_once_it_has_waited_for_the_preference() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 900], Gen.Int[1, 900]).Array[60].Sample(steps =>
        {
            using var slots = new SlotsUnderTest(zone: "a");
            string[] zones = ["a", "b", "c"];
            StreamHandle[] streams = [.. zones.Select((zone, i) => slots.Connect($"10.0.0.{i + 1}:3001", zone))];
            var waiting = zones.Select(_ => new Queue<DateTimeOffset>()).ToArray();
            var tokens = 0;
            foreach (var (server, pause, duration) in steps)
            {
                slots.Time.Advance(TimeSpan.FromMilliseconds(pause));
                waiting[server].Enqueue(slots.Time.GetUtcNow());
                Announce(server);
                Judge(duration);
            }

            while (waiting.Any(queue => queue.Count > 0))
            {
                Judge(500);
            }

            void Announce(int server)
            {
                var age = waiting[server].TryPeek(out var oldest) ? slots.Time.GetUtcNow() - oldest : TimeSpan.Zero;
                slots.Announce(streams[server], (uint)waiting[server].Count, age.TotalSeconds);
            }

            void Judge(int duration)
            {
                var (server, claim) = streams.Select((stream, i) => (i, slots.TakeClaims(stream).SingleOrDefault())).Single(pair => pair.Item2 is not null);
                var now = slots.Time.GetUtcNow();
                var started = waiting[server].Dequeue();
                foreach (var (older, i) in waiting.Select((queue, i) => (queue, i)).Where(pair => pair.queue.TryPeek(out var arrived) && arrived < started))
                {
                    Assert.True(zones[i] != "a" && server == 0 && now - older.Peek() < slots.Settings.ZonePreference,
                        $"a job of zone {zones[i]} that has waited {now - older.Peek()} is passed over for one of zone {zones[server]} that has waited {now - started}");
                }

                var job = slots.Assign(streams[server], claim!, $"t{++tokens}", waiting: new Oj.Contracts.Scheduling.WorkWaiting());
                Announce(server);
                slots.Time.Advance(TimeSpan.FromMilliseconds(duration));
                for (var i = 0; i < zones.Length; i++)
                {
                    Announce(i);
                }

                slots.Keeper.Finished(job!, null);
            }
        }, iter: 200);

}
