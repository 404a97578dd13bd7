using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling.Simulation;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// One replica as it runs: the real core, intake, gateway logic and background loops on a thread of its own, and between it and the
/// store nothing but calls that the test takes step by step.
/// </summary>
internal sealed class Replica : IDisposable
{
    private static readonly Func<BackgroundService, CancellationToken, Task> Execute = typeof(BackgroundService)
        .GetMethod("ExecuteAsync", BindingFlags.NonPublic | BindingFlags.Instance)!.CreateDelegate<Func<BackgroundService, CancellationToken, Task>>();

    private static readonly FieldInfo ExecuteTask = typeof(BackgroundService).GetField("_executeTask", BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly FakeServer _server;
    private readonly List<StoreCall> _calls = [];
    private readonly Dictionary<SimulatedLink, Task> _reading = [];
    private BackgroundService[] _loops = [];
    private Task? _begun;

    public Replica(FakeSubmissionStore store, FakeTimeProvider time, string id, string address, Action<Replica, StoreCall> asked)
    {
        var replicaTime = new ReplicaTime(time, Thread);
        var stepped = SteppedStore.Create(store, time, call =>
        {
            _calls.Add(call);
            asked(this, call);
        });
        _server = new FakeServer(stepped, Feed, replicaTime, id);
        Gateway = new SimulatedServer(_server, store, replicaTime, address);
    }

    public string Id => _server.Id;

    public ReplicaThread Thread { get; } = new();

    public SteppedFeed Feed { get; } = new();

    public SimulatedServer Gateway { get; }

    /// <summary>Calls that have no answer yet, oldest first.</summary>
    public IReadOnlyList<StoreCall> Calls
    {
        get
        {
            _calls.RemoveAll(call => call.IsOver);
            return _calls;
        }
    }

    public bool IsPaused
    {
        get => Thread.IsPaused;
        set => Gateway.IsPaused = Thread.IsPaused = value;
    }

    public bool IsDead => Thread.IsDead;

    public bool IsDraining => Gateway.IsDraining;

    /// <summary>Whether it listens: it has asked for its first lease and had an answer.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Takes the first lease, and then runs everything that runs in a replica.</summary>
    public void Start() => _begun = Thread.Run(async () =>
    {
        await _server.Get<LeaseKeeper>().TryRenewAsync(_stopping.Token);
        IsUp = true;
        _loops =
        [
            _server.Get<AssignmentRecorder>(), _server.Get<VerdictRecorder>(), _server.Get<RedeliveryWorker>(), _server.Get<FinalFeedListener>(),
            _server.Get<LeaseKeeper>(), _server.Get<Adopter>(), _server.Get<HandOver>(),
        ];
        foreach (var loop in _loops)
        {
            // As StartAsync does, but there they begin on the thread pool.
            ExecuteTask.SetValue(loop, Execute(loop, loop is LeaseKeeper ? _leaving.Token : _stopping.Token));
        }
    });

    /// <summary>Somebody submits; ends with the token when he has his 201.</summary>
    public Task<Guid> SubmitAsync() => Thread.Run(() => _server.SubmitAsync());

    /// <summary>Somebody cancels a submission.</summary>
    public void Cancel(Guid token) => Thread.Run(() => _server.Get<ISubmissionControl>().CancelAsync(token, CancellationToken.None));

    /// <summary>Somebody has a final submission judged anew.</summary>
    public void Rejudge(Guid token) => Thread.Run(() => _server.Get<ISubmissionControl>().RejudgeAsync(token, CancellationToken.None));

    /// <summary>Whether it can read on this stream: what came before is dealt with.</summary>
    public bool CanRead(SimulatedLink link) =>
        !IsPaused && IsUp && !link.ServerGaveUp && link.ToServer.Count > 0 && (!_reading.TryGetValue(link, out var reading) || reading.IsCompleted);

    public void Read(SimulatedLink link, Witness witness) => _reading[link] = Thread.Run(() => Gateway.ReadAsync(link, witness));

    /// <summary>Stops in order, from SIGTERM to the release of the lease, but for the time that it would serve on.</summary>
    public void BeginDrain() => Thread.Run(() =>
    {
        Gateway.Scheduler.BeginDrain();
        return true;
    });

    /// <summary>Ends the streams, and then leaves the rest to the others.</summary>
    /// <returns>Ends with the release.</returns>
    public Task LeaveAsync(IEnumerable<SimulatedLink> links) => Thread.Run(async () =>
    {
        foreach (var link in links)
        {
            Gateway.GiveUp(link);
        }

        // Ended here, because its own end begins on the thread pool.
        var keeper = _server.Get<LeaseKeeper>();
        _leaving.Cancel();
        await keeper.ExecuteTask!;
        await keeper.ReleaseAsync(CancellationToken.None);
    });

    /// <summary>The process ends at once: nothing goes on in it, and what the store was not doing yet is not done.</summary>
    public void Dispose()
    {
        Thread.IsDead = true;
        _calls.Clear();
        Gateway.Dispose();
        _stopping.Dispose();
        _leaving.Dispose();
    }

    /// <summary>What went wrong in it that no part of it has caught.</summary>
    public void ThrowIfBroken()
    {
        Assert.False(Thread.HasEscaped, "something in the replica went on outside the test's hands");
        foreach (var broken in _reading.Values.Concat(_loops.Select(loop => loop.ExecuteTask)).Append(_begun).OfType<Task>().Where(task => task.IsFaulted))
        {
            broken.GetAwaiter().GetResult();
        }
    }
}
