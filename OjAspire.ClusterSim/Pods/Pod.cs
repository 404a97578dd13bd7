using OjAspire.ClusterSim.Machines;
using OjAspire.ClusterSim.Manifests;

namespace OjAspire.ClusterSim.Pods;

/// <summary>One pod: a process on a machine of its own, watched and stopped as a kubelet does.</summary>
internal sealed class Pod : IAsyncDisposable
{
    // What a kubelet gives a container whose hook has used the whole grace period up.
    private static readonly TimeSpan LeastToStop = TimeSpan.FromSeconds(2);

    private readonly ChildProcess _process;
    private readonly Prober _prober;
    private readonly Action _changed;
    private readonly CancellationTokenSource _deleted = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watching;
    private volatile bool _passes;
    private volatile string? _complaint;

    /// <param name="process">The container's first process; it belongs to the pod from now on.</param>
    /// <param name="changed">Told when the pod becomes ready or unready.</param>
    public Pod(string name, string address, PodTemplate template, ChildProcess process, Prober prober, Action changed)
    {
        (Name, Address, Template, _process, _prober, _changed) = (name, address, template, process, prober, changed);
        _watching = WatchAsync();
    }

    public string Name { get; }

    public string Address { get; }

    public PodTemplate Template { get; }

    /// <summary>The container's first process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it has printed.</summary>
    public IReadOnlyList<string> Log => _process.Lines;

    /// <summary>Whether Services send to it: it is ready and not being deleted.</summary>
    public bool IsReady => _passes && !_deleted.IsCancellationRequested;

    /// <summary>Why it had to be started anew; none as long as all is well.</summary>
    public string? Complaint => _complaint ?? (!_deleted.IsCancellationRequested && _process.HasExited ? "it ended by itself" : null);

    /// <summary>Ends when it is ready for the first time.</summary>
    public Task WhenReadyAsync(TimeSpan patience) => _firstReady.Task.WaitAsync(patience, TimeProvider.System);

    /// <summary>Ends when it has printed so many such lines.</summary>
    /// <returns>When it printed the last of them; a timestamp of the clock.</returns>
    /// <exception cref="TimeoutException">It has not within 30 s.</exception>
    public Task<long> WhenSaidAsync(Func<string, bool> line, int times = 1) => _process.WhenPrintedAsync(line, times);

    /// <summary>Deletes it: out of the Services at once, the hook's sleep, SIGTERM, and SIGKILL when the grace period is over.</summary>
    /// <param name="grace">Instead of the pod's own grace period; zero is SIGKILL at once.</param>
    public async Task<Departure> DeleteAsync(TimeSpan? grace = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        var given = grace ?? Template.GracePeriod;
        await _deleted.CancelAsync();
        _changed();
        await _watching;
        if (given > TimeSpan.Zero)
        {
            await StopAsync(given);
        }

        await _process.KillAsync();
        return new Departure(Name, TimeProvider.System.GetElapsedTime(start), given, await _process.WhenExitedAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _deleted.CancelAsync();
        await _abandoned.CancelAsync();
        await _watching;
        await _process.DisposeAsync();
    }

    private async Task StopAsync(TimeSpan grace)
    {
        var sleep = Template.SleepBeforeStop < grace ? Template.SleepBeforeStop : grace;
        try
        {
            await Task.Delay(sleep, TimeProvider.System, _abandoned.Token);
            _process.Terminate();
            var rest = grace - sleep;
            await _process.WhenExitedAsync(rest > LeastToStop ? rest : LeastToStop).WaitAsync(_abandoned.Token);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // SIGKILL follows, and the exit code tells.
        }
    }

    private async Task WatchAsync()
    {
        var kubelet = new Kubelet(Template, (probe, cancellationToken) => _prober.PassesAsync(probe, Address, _process.Id, cancellationToken), TimeProvider.System);
        try
        {
            await kubelet.WatchAsync(Turn, complaint => _complaint = complaint, _deleted.Token);
        }
        catch (OperationCanceledException)
        {
            // It is being deleted.
        }
    }

    private void Turn(bool ready)
    {
        _passes = ready;
        if (ready)
        {
            _firstReady.TrySetResult();
        }

        _changed();
    }
}
