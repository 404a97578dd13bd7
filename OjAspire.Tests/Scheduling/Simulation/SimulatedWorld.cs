using Microsoft.Extensions.Time.Testing;
using OjApi.Gateway;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>
/// Servers, sandboxes and the links between them, taken one random step at a time. Both ends are the real ones, from the
/// scheduling core over what goes out on a stream to the sandbox's slots; clock, store and links are models. One seed is
/// one history.
/// </summary>
internal sealed partial class SimulatedWorld : IDisposable
{
    private static readonly TimeSpan SilentFor = new GatewayOptions().SilentFor;

    // Long enough for every silence to be noticed, and not so long that what is stuck would come free by accident.
    private const int LeastRounds = 20;
    private const int MostRounds = 400;
    private static readonly TimeSpan Pause = new GatewayOptions().AnnounceEvery;
    private static readonly TimeSpan HealingStep = TimeSpan.FromMilliseconds(500);

    private readonly Random _random;
    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedServer[] _servers;
    private readonly SimulatedSandbox[] _sandboxes;
    private readonly List<SimulatedServer> _gone = [];
    private readonly HashSet<SimulatedLink> _links = [];

    // Each history has its own temper: jobs that are short or outlast every patience, sandboxes that are back at once or not.
    private readonly int _endEvery;
    private readonly int _dialEvery;
    private readonly int _longestMilliseconds;
    private int _names;

    public SimulatedWorld(int seed)
    {
        _random = new Random(seed);
        _endEvery = _random.Next(3) switch { 0 => 1, 1 => 10, _ => 300 };
        _dialEvery = _random.Next(2) == 0 ? 1 : 5;
        _longestMilliseconds = _random.Next(2) == 0 ? 1500 : 5000;
        Store = new FakeSubmissionStore(_time);
        Witness = new Witness(Store);
        _servers = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(NewServer)];
        _sandboxes = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => NewSandbox())];
    }

    public FakeSubmissionStore Store { get; }

    public List<Guid> Acknowledged { get; } = [];

    public Witness Witness { get; }

    public IReadOnlyList<SimulatedServer> Servers => _servers;

    public IReadOnlyList<SimulatedSandbox> Sandboxes => _sandboxes;

    public void Dispose()
    {
        Array.ForEach(_servers, server => server.Dispose());
        _gone.ForEach(server => server.Dispose());
        Array.ForEach(_sandboxes, sandbox => sandbox.Dispose());
    }

    /// <summary>Gives every server its first lease, as it has before it listens.</summary>
    public async Task StartAsync()
    {
        foreach (var server in _servers)
        {
            await server.RenewLeaseAsync();
        }
    }

    /// <summary>One thing happens, anywhere.</summary>
    /// <param name="faults">Whether it may be something that goes wrong.</param>
    public async Task StepAsync(Faults faults)
    {
        var server = _servers[_random.Next(_servers.Length)];
        var sandbox = _sandboxes[_random.Next(_sandboxes.Length)];
        switch (_random.Next(100))
        {
            case < 8 when !server.IsPaused && !server.IsDraining:
                Acknowledged.Add(await server.SubmitAsync());
                break;
            case 8 when !server.IsPaused && Acknowledged.Count > 0:
                await server.CancelAsync(Acknowledged[_random.Next(Acknowledged.Count)]);
                break;
            case < 14 when _random.Next(_dialEvery) == 0:
                sandbox.Dial(server);
                break;
            case < 64 when AnyLink() is { } link:
                for (var moves = _random.Next(1, 8); moves > 0; moves--)
                {
                    await MoveAsync(link);
                }

                break;
            case < 76 when sandbox.Judging.Count > 0 && _random.Next(_endEvery) == 0:
                sandbox.End(sandbox.Judging[_random.Next(sandbox.Judging.Count)], fails: faults != Faults.None && _random.Next(12) == 0);
                break;
            case < 94 when !server.IsPaused:
                await server.WorkAsync(_random.Next(7));
                break;
            case < 97:
                await AdvanceAsync(faults);
                break;
            case >= 97:
                await FailAsync(faults, server, sandbox);
                break;
        }

        Settle();
    }

    /// <summary>Nothing breaks any more; everything has to come to its end.</summary>
    /// <param name="faults">What has gone wrong before.</param>
    public async Task HealAsync(Faults faults)
    {
        Array.ForEach(_servers, server => server.IsPaused = false);
        for (var round = 0; round < LeastRounds || (round < MostRounds && !IsQuiet); round++)
        {
            foreach (var server in _servers)
            {
                if (server.IsDraining)
                {
                    await ReplaceAsync(server);
                }
            }

            foreach (var sandbox in _sandboxes)
            {
                if (sandbox.IsDraining)
                {
                    Replace(sandbox);
                }
            }

            await RoundAsync();
            CheckStopped(faults);
            foreach (var job in _sandboxes.SelectMany(sandbox => sandbox.Judging.Select(job => (sandbox, job))).ToArray())
            {
                job.sandbox.End(job.job, fails: false);
            }

            await RoundAsync();
            _time.Advance(HealingStep);
            EndSilentLinks();
            Settle();
        }
    }

    /// <summary>Whoever still runs what a client has cancelled has been told, unless something is in the way.</summary>
    private void CheckStopped(Faults faults)
    {
        foreach (var job in faults == Faults.None ? _sandboxes.SelectMany(sandbox => sandbox.Judging) : [])
        {
            var isCancelled = Store[Guid.Parse(job.Id.Token)].Unjudged == Unjudged.Cancelled;
            Assert.True(!isCancelled || job.Cancellation.IsCancellationRequested, $"{job.Id} runs on though it was cancelled");
        }
    }

    /// <summary>Everything that is under way arrives, and everybody who can connects; a moment passes.</summary>
    public async Task RoundAsync()
    {
        foreach (var link in _links.Where(link => link.SandboxGaveUp != link.ServerGaveUp || link.Server.IsDead).ToArray())
        {
            link.NoticeEnd();
        }

        foreach (var (sandbox, server) in _sandboxes.SelectMany(sandbox => _servers.Select(server => (sandbox, server))))
        {
            Dial(sandbox, server);
        }

        // Announcements keep a distance, so quiet is when nothing has come of a pause that is longer.
        for (var quiet = 0; quiet < 2;)
        {
            var moved = false;
            foreach (var link in _links.Where(link => link.IsWhole).ToArray())
            {
                moved |= await DrainAsync(link);
            }

            foreach (var server in _servers)
            {
                await server.RenewLeaseAsync();
                await server.SettleAsync();
                server.ForgetFinal();
                server.Scheduler.Tick();
                server.Scheduler.RefreshViews(atMost: 100, patience: Pause);
            }

            Settle();
            quiet = moved ? 0 : quiet + 1;
            _time.Advance(Pause);
        }
    }

    /// <summary>A moment later, somebody submits to any server.</summary>
    public async Task<Guid> SubmitAsync(Random random)
    {
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Acknowledged.Add(await _servers[random.Next(_servers.Length)].SubmitAsync());
        return Acknowledged[^1];
    }

    /// <summary>A moment later, one of the jobs ends.</summary>
    public void EndOne(Random random)
    {
        _time.Advance(TimeSpan.FromMilliseconds(200));
        var running = _sandboxes.SelectMany(sandbox => sandbox.Judging.Select(job => (Sandbox: sandbox, Job: job))).ToArray();
        if (running.Length > 0)
        {
            var (sandbox, job) = running[random.Next(running.Length)];
            sandbox.End(job, fails: false);
        }
    }

    /// <summary>Whether nobody has anything left to do or to say.</summary>
    public bool IsQuiet =>
        Store.Rows.All(row => row.State == SubmissionState.Final)
        && _servers.All(server => server.Scheduler.Tokens().Count == 0)
        && _sandboxes.All(sandbox => sandbox.Figures is { Running: 0, Claimed: 0, Unacknowledged: 0 });

    private SimulatedServer NewServer(int index) => new(new FakeServer(Store, _time, $"server-{++_names}"), Store, _time, $"10.0.0.{index + 1}:3001");

    private SimulatedSandbox NewSandbox() => new(_random, _time, _random.Next(1, 5));

    private SimulatedLink? AnyLink() => _links.Count == 0 ? null : _links.ElementAt(_random.Next(_links.Count));

    private void Dial(SimulatedSandbox sandbox, SimulatedServer server)
    {
        sandbox.Dial(server);
        if (sandbox.Links.TryGetValue(server.Address, out var link))
        {
            _links.Add(link);
        }
    }
}
