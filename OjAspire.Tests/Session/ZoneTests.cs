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
    /// Jobs arrive in three zones faster than one slot can judge them. Whenever one starts while an older one waits, the
    /// older one is of another zone and has waited less than the preference: later than that, nothing younger goes before it.
    /// </summary>
    [Fact]
    public void No_job_is_passed_over_for_a_younger_one_once_it_has_waited_for_the_preference() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 600], Gen.Int[0, 2]).Array[60].Sample(steps =>
        {
            using var world = new World();
            foreach (var (zone, pause, luck) in steps)
            {
                world.Arrive(zone, TimeSpan.FromMilliseconds(pause));
                if (luck == 0)
                {
                    world.StartNext();
                }
            }

            while (world.StartNext())
            {
                world.Pass(TimeSpan.FromMilliseconds(300));
            }
        }, iter: 200);

    private sealed class World : IDisposable
    {
        private static readonly string[] Zones = ["a", "b", "c"];

        private readonly SlotsUnderTest _slots = new(zone: Zones[0]);
        private readonly StreamHandle[] _streams;
        private readonly Queue<DateTimeOffset>[] _waiting = [.. Zones.Select(_ => new Queue<DateTimeOffset>())];
        private Job _running;
        private int _tokens;

        public World()
        {
            _streams = [.. Zones.Select((zone, i) => _slots.Connect($"10.0.0.{i + 1}:3001", zone))];
            _running = _slots.Run(_streams[0], "t0");
        }

        public void Pass(TimeSpan time) => _slots.Time.Advance(time);

        public void Arrive(int zone, TimeSpan pause)
        {
            Pass(pause);
            _waiting[zone].Enqueue(_slots.Time.GetUtcNow());
            Announce(zone);
        }

        /// <summary>The one slot comes free, and a job that waits takes it.</summary>
        public bool StartNext()
        {
            if (_waiting.All(queue => queue.Count == 0))
            {
                return false;
            }

            _slots.Keeper.Finished(_running, null);
            var (zone, claim) = Enumerable.Range(0, Zones.Length)
                .Select(zone => (zone, _slots.TakeClaims(_streams[zone]).SingleOrDefault()))
                .Single(claimed => claimed.Item2 is not null);
            Check(zone, _waiting[zone].Dequeue());
            _running = _slots.Assign(_streams[zone], claim!, $"t{++_tokens}")!;
            Announce(zone);
            return true;
        }

        public void Dispose() => _slots.Dispose();

        private void Announce(int zone)
        {
            var age = _waiting[zone].TryPeek(out var oldest) ? _slots.Time.GetUtcNow() - oldest : TimeSpan.Zero;
            _slots.Announce(_streams[zone], (uint)_waiting[zone].Count, age.TotalSeconds);
        }

        private void Check(int zone, DateTimeOffset started)
        {
            var now = _slots.Time.GetUtcNow();
            for (var other = 0; other < Zones.Length; other++)
            {
                if (_waiting[other].TryPeek(out var older) && older < started)
                {
                    Assert.True(zone == 0 && other != 0 && now - older < _slots.Settings.ZonePreference,
                        $"a job of zone {Zones[other]} that has waited {now - older} is passed over for one of zone {Zones[zone]} that has waited {now - started}");
                }
            }
        }
    }
}
