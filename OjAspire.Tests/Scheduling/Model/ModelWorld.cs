using Microsoft.Extensions.Time.Testing;
using OjApi.Gateway;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling.Simulation;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// Replicas, sandboxes, their streams and the store they share, one step at a time: a call on the store is done or answered, a
/// message is written or read, a notice is heard, a job ends, time passes. Between any two steps anything may break. After each
/// step what must always be so is looked at.
/// </summary>
internal sealed partial class ModelWorld : IDisposable
{
    private static readonly TimeSpan SilentFor = new GatewayOptions().SilentFor;
    private static readonly TimeSpan RedialAfter = TimeSpan.FromMilliseconds(100);
    private const int MostSteps = 30_000;
    private static readonly TimeSpan LongestPass = TimeSpan.FromMilliseconds(200);

    private readonly Random _random;
    private readonly FakeTimeProvider _time = new();
    private readonly FakeSubmissionStore _store;
    private readonly Ledger _ledger;
    private readonly Replica?[] _replicas;
    private readonly SimulatedSandbox[] _sandboxes;
    private readonly int _slots;
    private readonly List<SimulatedLink> _links = [];
    private readonly List<(Replica Replica, Task<Guid> Token)> _submitting = [];
    private readonly List<(Replica Replica, Task Left)> _leaving = [];
    private readonly List<(DateTimeOffset At, Action Do)> _later = [];
    private readonly Dictionary<SimulatedLink, Dictionary<JobKey, DateTimeOffset>> _reported = [];
    private readonly Dictionary<(SimulatedSandbox Sandbox, string Token), DateTimeOffset> _judgingSince = [];
    private readonly Dictionary<(SimulatedSandbox Sandbox, SimulatedServer Server), DateTimeOffset> _dialledAt = [];
    private readonly List<Guid> _acknowledged = [];
    private DateTimeOffset _storeTroubleAt;
    private int _names;
    private int _told;

    public ModelWorld(int replicas, int sandboxes, int slots, int seed)
    {
        _random = new Random(seed);
        _slots = slots;
        _store = new FakeSubmissionStore(_time);
        Witness = new Witness(_store);
        _ledger = new Ledger(_store, Witness);
        _replicas = new Replica?[replicas];
        _sandboxes = [.. Enumerable.Range(0, sandboxes).Select(_ => NewSandbox())];
        for (var index = 0; index < replicas; index++)
        {
            Start(index);
        }
    }

    /// <summary>So long a job runs at least; in a random history it ends at any moment after that.</summary>
    public TimeSpan JobTime { get; init; } = TimeSpan.FromSeconds(3);

    public Witness Witness { get; }

    public FakeSubmissionStore Store => _store;

    /// <summary>Submissions that somebody got his 201 for.</summary>
    public IReadOnlyList<Guid> Acknowledged => _acknowledged;

    /// <summary>The store does nothing that it is asked for, and says so.</summary>
    public bool IsStoreAway { get; set; }

    /// <summary>The store does nothing that it is asked for, and says nothing.</summary>
    public bool IsStoreHanging { get; set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public IReadOnlyList<SimulatedSandbox> Sandboxes => _sandboxes;

    /// <summary>Whether every replica runs and has a stream to every sandbox.</summary>
    public bool IsWhole => _replicas.All(replica => replica is { IsUp: true, IsPaused: false, IsDraining: false })
        && _sandboxes.All(sandbox => sandbox.OpenLinks.Count(link => link.IsWhole) == _replicas.Length);

    /// <summary>Whether nobody has anything left to do or to say.</summary>
    public bool IsQuiet =>
        _submitting.Count == 0
        && _later.Count == 0
        && _store.Rows.All(row => row.State == SubmissionState.Final)
        && _replicas.All(replica => replica is { IsPaused: false } && replica.Gateway.Scheduler.Tokens().Count == 0)
        && _sandboxes.All(sandbox => sandbox.Figures is { Running: 0, Claimed: 0, Unacknowledged: 0 });

    /// <summary>Somebody submits to a replica.</summary>
    public void Submit(int index)
    {
        if (_replicas[index % _replicas.Length] is { IsUp: true, IsPaused: false } replica)
        {
            _submitting.Add((replica, replica.SubmitAsync()));
            Settle();
        }
    }

    /// <summary>A client changes its mind about some submission; he asks any replica.</summary>
    public void Cancel(int index, int which)
    {
        if (_acknowledged.Count > 0 && _replicas[index % _replicas.Length] is { IsUp: true, IsPaused: false } replica)
        {
            replica.Cancel(_acknowledged[which % _acknowledged.Count]);
            Settle();
        }
    }

    /// <summary>An operator has some submission judged anew, if it is final; he asks any replica.</summary>
    public void Rejudge(int index, int which)
    {
        if (_acknowledged.Count > 0 && _replicas[index % _replicas.Length] is { IsUp: true, IsPaused: false } replica)
        {
            replica.Rejudge(_acknowledged[which % _acknowledged.Count]);
            Settle();
        }
    }

    /// <summary>Does the first thing that there is to do; if there is nothing, a moment passes.</summary>
    public void Step()
    {
        foreach (var move in Moves())
        {
            if (move())
            {
                Settle();
                return;
            }
        }

        Pass(LongestPass);
    }

    /// <summary>Does any thing that there is to do, or lets time pass.</summary>
    /// <param name="longest">So long at most.</param>
    /// <param name="isIdle">How often of twelve times nobody does anything meanwhile, though there is something to do.</param>
    public void StepAtRandom(TimeSpan longest, int isIdle)
    {
        if (_random.Next(12) >= isIdle)
        {
            var moves = Moves().ToArray();
            _random.Shuffle(moves);
            if (moves.Any(move => move()))
            {
                Settle();
                return;
            }
        }

        Pass(longest * _random.NextDouble());
    }

    /// <summary>Takes steps until it is so.</summary>
    /// <param name="patience">Time of the model that it may take.</param>
    public void StepUntil(Func<bool> isSo, TimeSpan patience, string otherwise)
    {
        var (end, steps) = (Now + patience, 0);
        while (!isSo())
        {
            Assert.True(Now < end && ++steps < MostSteps, $"{otherwise} in {steps} steps: {Describe()}");
            Step();
        }
    }

    public void Dispose()
    {
        foreach (var replica in _replicas)
        {
            replica?.Dispose();
        }

        foreach (var sandbox in _sandboxes)
        {
            sandbox.Dispose();
        }
    }

    /// <summary>What there is that has not come to its end.</summary>
    public string Describe() => string.Join("; ", _store.Rows.Where(row => row.State != SubmissionState.Final)
        .Select(row => $"{row.Token} is {row.State}, attempt {row.Attempt}, of {(row.Owner.Length == 0 ? "nobody" : row.Owner)}")
        .Concat(_sandboxes.Select(sandbox => $"{sandbox.Figures}"))
        .Concat(_replicas.Select(replica => replica is null ? "a replica is down"
            : $"{replica.Id} has {replica.Gateway.Scheduler.Tokens().Count}, calls {string.Join(',', replica.Calls.Select(call => call.Method))}")));

    private void Start(int index)
    {
        var replica = new Replica(_store, _time, $"server-{++_names}", $"10.0.0.{index + 1}:3001", Asked);
        _replicas[index] = replica;
        replica.Start();
    }

    private SimulatedSandbox NewSandbox() => new(_random, _time, _slots);

    /// <summary>Time passes; what is due then comes due, in small steps, because what comes of it takes time as well.</summary>
    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        foreach (var link in _links.ToArray())
        {
            Witness.Faults += On(link.Server, () => link.EndIfSilent(Now, SilentFor));
        }

        foreach (var (at, action) in _later.Where(later => later.At <= Now).ToArray())
        {
            _later.Remove((at, action));
            action();
        }

        Settle();
    }

    /// <summary>What follows from a step by itself, and what must be so after every one.</summary>
    private void Settle()
    {
        foreach (var replica in _replicas)
        {
            replica?.Thread.Run();
            replica?.ThrowIfBroken();
        }

        foreach (var (replica, token) in _submitting.Where(submitting => submitting.Token.IsCompleted || submitting.Replica.IsDead).ToArray())
        {
            _submitting.Remove((replica, token));
            if (token.IsCompletedSuccessfully && !replica.IsDead)
            {
                _acknowledged.Add(token.Result);
            }
        }

        foreach (var (replica, left) in _leaving.Where(leaving => leaving.Left.IsCompleted || leaving.Replica.IsDead).ToArray())
        {
            _leaving.Remove((replica, left));
            Kill(replica);
        }

        for (; _told < _ledger.Finals.Count; _told++)
        {
            foreach (var replica in _replicas)
            {
                replica?.Feed.BecameFinal(_ledger.Finals[_told]);
            }
        }

        foreach (var link in _links.Where(link => link.Handle.Broken.IsCancellationRequested && !link.SandboxGaveUp).ToArray())
        {
            link.Sandbox.GiveUp(link);
        }

        _links.RemoveAll(link => link.SandboxGaveUp && (link.ServerGaveUp || link.Server.IsDead));
        Witness.Look(_sandboxes);
        Assert.True(Witness.Violation is null, Witness.Violation);
    }

    private T On<T>(SimulatedServer server, Func<T> action) =>
        _replicas.FirstOrDefault(replica => replica?.Gateway == server) is { } replica ? replica.Thread.Run(action) : action();
}
