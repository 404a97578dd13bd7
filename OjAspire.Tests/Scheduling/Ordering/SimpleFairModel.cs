using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Ordering;

/// <summary>
/// The fair order as plainly as it can be said, everything looked up anew every time: what the real one has to agree with.
/// </summary>
internal sealed class SimpleFairModel(IReadOnlyDictionary<string, int> weights)
{
    private readonly List<TrackedJob> _jobs = [];
    private readonly List<Kind> _kinds = [];

    public IReadOnlyList<TrackedJob> Jobs => _jobs;

    public IReadOnlyList<Kind> Kinds => _kinds;

    public void Add(TrackedJob job)
    {
        _jobs.Add(job);
        Settle();
    }

    public void Remove(TrackedJob job)
    {
        _jobs.Remove(job);
        Settle();
    }

    public TrackedJob? Choose(IReadOnlySet<string> languages)
    {
        var kind = _kinds.Find(known => known.Languages.SetEquals(languages));
        if (kind is null)
        {
            _kinds.Add(kind = new Kind(languages));
            Settle();
        }

        if (kind.Present.Count == 0)
        {
            return null;
        }

        var tenant = kind.Present.OrderBy(name => kind.At[name]).ThenBy(name => kind.Since[name]).First();
        kind.Time = kind.At[tenant];
        kind.At[tenant] += 1.0 / weights[tenant];
        kind.Since[tenant] = ++kind.Moves;
        kind.Served[tenant] = kind.Served.GetValueOrDefault(tenant) + 1;
        return First(Eligible(kind).Where(job => job.Tenant == tenant));
    }

    /// <summary>By language: how many wait, and since when the oldest that is not behind a higher priority of its tenant.</summary>
    public Dictionary<string, (int Count, DateTimeOffset Since)> Announced() => _jobs.GroupBy(job => job.LanguageKey).ToDictionary(
        language => language.Key,
        language => (language.Count(), language.GroupBy(job => job.Tenant).Min(line =>
            new[] { First(line)!.EnqueuedAt, First(_jobs.Where(job => job.Tenant == line.Key))!.EnqueuedAt }.Max())));

    private static TrackedJob? First(IEnumerable<TrackedJob> jobs) =>
        jobs.OrderByDescending(job => job.Priority).ThenBy(job => job.EnqueuedAt).ThenBy(job => job.Sequence).FirstOrDefault();

    private IEnumerable<TrackedJob> Eligible(Kind kind) => _jobs.Where(job => kind.Languages.Contains(job.LanguageKey));

    private void Settle()
    {
        foreach (var kind in _kinds)
        {
            var now = Eligible(kind).GroupBy(job => job.Tenant).OrderBy(jobs => First(jobs)!.EnqueuedAt).ThenBy(jobs => First(jobs)!.Sequence).ToList();
            foreach (var tenant in now.Select(jobs => jobs.Key).Where(tenant => !kind.Present.Contains(tenant)))
            {
                kind.At[tenant] = Math.Max(kind.Time, kind.At.GetValueOrDefault(tenant));
                kind.Since[tenant] = ++kind.Moves;
            }

            kind.Present = [.. now.Select(jobs => jobs.Key)];
            if (kind.Present.Count == 0)
            {
                kind.Time = Math.Max(kind.Time, kind.At.Values.DefaultIfEmpty().Max());
            }
        }
    }

    /// <summary>The state at one kind of sandbox.</summary>
    public sealed class Kind(IReadOnlySet<string> languages)
    {
        public IReadOnlySet<string> Languages { get; } = languages;

        public HashSet<string> Present { get; set; } = [];

        public Dictionary<string, double> At { get; } = [];

        public Dictionary<string, long> Since { get; } = [];

        public Dictionary<string, int> Served { get; } = [];

        public double Time { get; set; }

        public long Moves { get; set; }
    }
}
