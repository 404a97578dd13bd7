using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using OjAspire.ClusterSim.Machines;

namespace OjAspire.Chaos.Cluster;

/// <summary>
/// An API server or a sandbox on a machine of its own, with all the processes that it is one after the other. One that ends without
/// having been ended is started again, as everywhere, and counted. Whatever is done to it may happen at once.
/// </summary>
internal sealed class Member : IAsyncDisposable
{
    private static readonly TimeSpan StartAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(45);

    private readonly Func<ChildProcess> _start;
    private readonly Journal _journal;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _watching = [];
    private ImmutableList<Life> _lives = [];
    private int _endedAlone;

    /// <param name="name">What it is called in the journal.</param>
    /// <param name="address">Its machine's.</param>
    /// <param name="start">Starts a process there.</param>
    /// <param name="journal">Told when it ends by itself.</param>
    public Member(string name, string address, Func<ChildProcess> start, Journal journal) =>
        (Name, Address, _start, _journal) = (name, address, start, journal);

    public string Name { get; }

    public string Address { get; }

    /// <summary>How many processes it has been.</summary>
    public int Lives => _lives.Count;

    /// <summary>How often it ended by itself.</summary>
    public int EndedAlone => Volatile.Read(ref _endedAlone);

    /// <summary>Whether it has a process now, be it halted.</summary>
    public bool IsUp => _lives is [.., { Process.HasExited: false }];

    /// <summary>What all of its processes have printed, each line with the number of its process.</summary>
    public IEnumerable<string> Log => _lives.SelectMany((life, index) =>
        life.Process.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{Name} #{index + 1}: {line}")));

    /// <summary>Starts a process, unless it has one.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!IsUp && !_end.IsCancellationRequested)
            {
                var life = new Life(_start());
                _lives = _lives.Add(life);
                _watching.Add(WatchAsync(life));
            }
        }
    }

    /// <summary>Kills its process (SIGKILL), and that alone, if it has one. Ends when it has gone.</summary>
    public async Task KillAsync()
    {
        if (_lives is [.., { Process.HasExited: false } life])
        {
            life.MeantToEnd();
            Signal(life.Process, process => process.KillAlone());
            await life.Process.WhenExitedAsync();
        }
    }

    /// <summary>Tells its process to stop (SIGTERM), and starts another one when it has.</summary>
    public async Task RestartAsync()
    {
        if (_lives is [.., { Process.HasExited: false } life])
        {
            life.MeantToEnd();
            Signal(life.Process, process => process.Terminate());
            try
            {
                await life.Process.WhenExitedAsync(StopsWithin);
            }
            catch (TimeoutException)
            {
                _journal.Write($"{Name} was told to stop and has not within {StopsWithin.TotalSeconds:0} s: it is killed");
                await KillAsync();
            }
        }

        Start();
    }

    /// <summary>Halts its process (SIGSTOP) for a while.</summary>
    public async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (_lives is [.., { Process.HasExited: false } life])
        {
            Signal(life.Process, process => process.Pause());
            await Task.Delay(time, TimeProvider.System, cancellationToken);
            Signal(life.Process, process => process.Resume());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var life in _lives)
        {
            life.MeantToEnd();
            await life.Process.KillAsync();
        }

        await Task.WhenAll(_watching);
        foreach (var life in _lives)
        {
            await life.Process.DisposeAsync();
        }

        _end.Dispose();
    }

    private static void Signal(ChildProcess process, Action<ChildProcess> send)
    {
        try
        {
            if (!process.HasExited)
            {
                send(process);
            }
        }
        catch (Win32Exception)
        {
            // It has just ended.
        }
    }

    private async Task WatchAsync(Life life)
    {
        var exitCode = await life.Process.WhenExitedAsync(Timeout.InfiniteTimeSpan);
        if (life.IsMeantToEnd)
        {
            return;
        }

        Interlocked.Increment(ref _endedAlone);
        var last = life.Process.Lines is [.., var line] ? line.Trim() : "it printed nothing";
        _journal.Write($"{Name} ended by itself with exit code {exitCode}: {last}");
        try
        {
            await Task.Delay(StartAgainAfter, TimeProvider.System, _end.Token);
            Start();
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
