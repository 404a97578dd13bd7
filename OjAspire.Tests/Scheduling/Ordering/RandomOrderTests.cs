using System.Collections.Frozen;
using System.Globalization;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling.Ordering;

/// <summary>
/// Random histories of jobs that come, are claimed by sandboxes of several kinds, come back and are cancelled. The order is
/// the model's at every step, and whatever happens, two tenants with work for the same sandboxes get their shares.
/// Set <c>OJ_TEST_SEED</c> to the seed that a failure names to see that history again.
/// </summary>
public sealed class RandomOrderTests(ITestOutputHelper output)
{
    private const int Histories = 80;
    private const int Steps = 400;
    private static readonly string[] Languages = ["cpp", "py", "java"];

    [Fact]
    public void Every_random_history_is_served_as_the_model_says_and_fairly()
    {
        var given = Environment.GetEnvironmentVariable("OJ_TEST_SEED");
        var first = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"first seed: {first}");
        var (claims, intervals) = (0, 0);
        for (var seed = first; seed < first + (given is null ? Histories : 1); seed++)
        {
            try
            {
                var history = new History(seed);
                history.Run();
                claims += history.Claims;
                intervals += history.Intervals;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"OJ_TEST_SEED={seed} shows: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{claims} claims, {intervals} pairs of tenants compared");
        Assert.True(claims > Histories && intervals > Histories, "the histories were too poor to show anything");
    }

    private sealed class History
    {
        private readonly Random _random;
        private readonly Dictionary<string, int> _weights;
        private readonly FairOrder _order;
        private readonly SimpleFairModel _model;
        private readonly FrozenSet<string>[] _kinds;
        private readonly List<TrackedJob> _taken = [];
        private readonly Dictionary<(SimpleFairModel.Kind Kind, string One, string Other), (double Low, double High)> _shares = [];
        private readonly double _pressure;
        private long _sequence;

        public History(int seed)
        {
            _random = new Random(seed);
            _weights = Enumerable.Range(0, _random.Next(1, 7)).ToDictionary(number => $"tenant-{number}", _ => _random.Next(1, 5));
            var options = new SchedulingOptions();
            foreach (var (name, weight) in _weights)
            {
                options.Tenants[name] = new TenantOptions { Weight = weight };
            }

            _order = new FairOrder(options);
            _model = new SimpleFairModel(_weights);
            _kinds = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Languages.Where(_ => _random.Next(2) == 0).Append(Pick(Languages)).ToFrozenSet())];
            _pressure = 0.3 + (_random.NextDouble() * 0.4);
        }

        public int Claims { get; private set; }

        public int Intervals { get; private set; }

        public void Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                Step();
                CompareAnnouncements();
                CompareShares();
            }
        }

        private void Step()
        {
            var choice = _random.NextDouble();
            if (choice < _pressure)
            {
                Add(NewJob());
            }
            else if (choice < 0.93)
            {
                Claim();
            }
            else if (choice < 0.96 && _taken.Count > 0)
            {
                var back = Pick(_taken);
                _taken.Remove(back);
                Add(back);
            }
            else if (_model.Jobs.Count > 0)
            {
                Remove(Pick(_model.Jobs));
            }
        }

        private TrackedJob NewJob()
        {
            // Few different moments and priorities, so that there are many ties.
            var at = DateTimeOffset.UnixEpoch.AddSeconds((_sequence / 3) - _random.Next(3));
            var waiting = new WaitingJob(
                new JobKey(Guid.NewGuid(), 1), Pick(Languages), at, Tenant: Pick(_weights.Keys.ToArray()), Priority: _random.Next(-1, 2));
            return new TrackedJob(waiting, ++_sequence);
        }

        private void Claim()
        {
            var kind = Pick(_kinds);
            var expected = _model.Choose(kind);
            var chosen = _order.Choose(kind);
            Assert.Equal(expected?.Sequence, chosen?.Sequence);
            if (chosen is not null)
            {
                Remove(chosen);
                _taken.Add(chosen);
                Claims++;
            }
        }

        private void Add(TrackedJob job)
        {
            _model.Add(job);
            _order.Add(job);
        }

        private void Remove(TrackedJob job)
        {
            _model.Remove(job);
            _order.Remove(job);
        }

        private void CompareAnnouncements() => Assert.Equal(
            _model.Announced().OrderBy(entry => entry.Key),
            _order.Languages.ToDictionary(entry => entry.LanguageKey, entry => (entry.Count, entry.OldestEnqueuedAt)).OrderBy(entry => entry.Key));

        /// <summary>
        /// Over every stretch in which two tenants have work for a kind of sandbox throughout, what they got by weight differs by
        /// at most one job of each.
        /// </summary>
        private void CompareShares()
        {
            foreach (var kind in _model.Kinds)
            {
                foreach (var (one, other) in _weights.Keys.SelectMany(one => _weights.Keys.Where(other => one != other).Select(other => (one, other))))
                {
                    if (!kind.Present.Contains(one) || !kind.Present.Contains(other))
                    {
                        _shares.Remove((kind, one, other));
                        continue;
                    }

                    var lead = Share(kind, one) - Share(kind, other);
                    var (low, high) = _shares.GetValueOrDefault((kind, one, other), (lead, lead));
                    (low, high) = (Math.Min(low, lead), Math.Max(high, lead));
                    _shares[(kind, one, other)] = (low, high);
                    Intervals++;
                    var bound = (1.0 / _weights[one]) + (1.0 / _weights[other]) + 1e-9;
                    Assert.True(high - low <= bound, $"{one} and {other} came apart by {high - low}, more than {bound}");
                }
            }
        }

        private double Share(SimpleFairModel.Kind kind, string tenant) => kind.Served.GetValueOrDefault(tenant) / (double)_weights[tenant];

        private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
    }
}
