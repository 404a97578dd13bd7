using System.Collections.Immutable;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Health;
using OjAspire.Hosting.Logs;
using OjAspire.Hosting.Processes;
using OjAspire.Hosting.Proxying;

namespace OjAspire.Hosting.Orchestration;

/// <summary>
/// One replica of a project: one process after the other, as long as it is wanted. One loop starts them and sees them
/// end; commands only say what is wanted and ask the present process to end.
/// </summary>
internal sealed partial class Replica : IAsyncDisposable
{
    private const int LinesInWarning = 20;

    private readonly ReplicaFactory _engine;
    private readonly ReplicaReporter _reporter;
    private readonly ReplicaLog _log;
    private readonly ReplicaWish _wish = new();
    private readonly string _instance = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
    private readonly CancellationTokenSource _disposing = new();
    private volatile RunningProcess? _running;
    private Task _loop = Task.CompletedTask;

    public Replica(ReplicaFactory engine, ProjectResource resource, bool hidden)
    {
        (_engine, Resource, Id) = (engine, resource, $"{resource.Name}-{_instance}");
        _reporter = new(resource, Id, hidden, engine.Notifications, engine.Time);
        _log = engine.Logs.LogOf(Id);
    }

    public ProjectResource Resource { get; }

    public string Id { get; }

    /// <summary>Makes it known; it does not start yet.</summary>
    public void Announce() => _reporter.Created();

    /// <summary>Lets it start, once what it waits for is healthy.</summary>
    public void Begin() => _loop = RunAsync(_disposing.Token);

    /// <summary>Wants it to run; ends when its process runs or cannot be started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var before = _engine.Notifications.TryGetCurrentState(Id, out var known) ? known.Snapshot.Version : 0;
        _wish.Say(wanted: true);
        await _engine.Notifications.WaitForResourceAsync(
            Resource.Name,
            now => now.ResourceId == Id && (now.Snapshot.State?.Text == KnownResourceStates.Running || HasFailed(now, before)),
            cancellationToken);
    }

    /// <summary>Does not want it to run; ends when its process has, by itself or killed after the grace time.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _wish.Say(wanted: false);
        if (_running is { } running)
        {
            running.Member.Leave();
            _reporter.Stopping();
            await running.Process.StopAsync(_engine.StopGrace, cancellationToken);
        }

        await _engine.Notifications.WaitForResourceAsync(
            Resource.Name, now => now.ResourceId == Id && !HasProcess(now.Snapshot.State?.Text), CancellationToken.None);
    }

    /// <summary>Kills what still runs, and waits for the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        _wish.Say(wanted: false);
        await _disposing.CancelAsync();
        if (_running is { } running)
        {
            await running.Process.StopAsync(TimeSpan.Zero, CancellationToken.None);
        }

        await _loop;
        _disposing.Dispose();
    }

    private async Task RunAsync(CancellationToken disposing)
    {
        var ends = 0;
        try
        {
            await WaitForDependenciesAsync(disposing);
            while (true)
            {
                await _wish.WantedAsync(disposing);
                var started = _engine.Time.GetTimestamp();
                if (await LiveAsync(disposing) is { } exitCode)
                {
                    var lifetime = _engine.Time.GetElapsedTime(started);
                    await PauseAsync(RestartBackoff.Next(ref ends, lifetime), exitCode, lifetime, disposing);
                }
                else
                {
                    ends = 0;
                }
            }
        }
        catch (OperationCanceledException) when (disposing.IsCancellationRequested)
        {
            // The application host ends; its last state has been published.
        }
    }

    /// <summary>One process. Gives its exit code when it ended by itself; nothing when it was asked to or did not start.</summary>
    private async Task<int?> LiveAsync(CancellationToken disposing)
    {
        _reporter.Starting();
        LaunchPlan plan;
        ChildProcess process;
        try
        {
            plan = await _engine.Planner.CreateAsync(Resource, _instance, disposing);
            process = ChildProcess.Start(plan, _engine.Guardian, _log, _engine.Time);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Starting it again would fail again; it is for the user to put right and to start.
            Log.FailedToStart(_engine.Logger, Id, failure.Message, failure is DistributedApplicationException ? null : failure);
            _log.Append($"[sys] Failed to start: {failure.Message}", isError: true);
            _wish.Say(wanted: false);
            _reporter.FailedToStart();
            return null;
        }

        var exitCode = await AccompanyAsync(plan, process);
        var asked = !_wish.IsWanted;
        _log.Append($"[sys] Process {process.Id} ended with exit code {exitCode}.", isError: false);
        _reporter.Ended(exitCode, asked);
        return asked ? null : exitCode;
    }

    private async Task<int> AccompanyAsync(LaunchPlan plan, ChildProcess process)
    {
        var member = new RotationMember(_engine.Proxies, plan.Ports);
        _running = new(process, member);
        if (!_wish.IsWanted)
        {
            // Asked to stop while it was starting: whoever asked may not have seen the process.
            await process.StopAsync(_engine.StopGrace, _disposing.Token);
        }

        var checks = Resource.Annotations.OfType<HttpHealthCheckAnnotation>().ToImmutableArray();
        _reporter.Running(plan, process.Id, HealthProbe.Unknown(checks));
        using var ended = new CancellationTokenSource();
        var watch = _engine.Health.WatchAsync(checks, plan.Ports, reports => Heard(member, reports), ended.Token);
        var exitCode = await process.Ended;
        member.Leave();
        await ended.CancelAsync();
        await watch;
        _running = null;
        return exitCode;
    }

    private void Heard(RotationMember member, ImmutableArray<HealthReportSnapshot> reports)
    {
        if (reports.All(report => report.Status == HealthStatus.Healthy))
        {
            member.Join();
        }
        else
        {
            member.Pause();
        }

        _reporter.Health(reports);
    }

    private async Task PauseAsync(TimeSpan delay, int exitCode, TimeSpan lifetime, CancellationToken disposing)
    {
        var said = _wish.NextSaid;
        var lines = string.Concat(_log.Tail(LinesInWarning).Select(line => $"{Environment.NewLine}  | {TerminalText.Plain(line.Content)}"));
        Log.Ended(_engine.Logger, Id, exitCode, lifetime.TotalSeconds, delay.TotalSeconds, lines);
        try
        {
            await said.WaitAsync(delay, _engine.Time, disposing);
        }
        catch (TimeoutException)
        {
            // The pause is over and nobody has said anything else.
        }
    }

    private async Task WaitForDependenciesAsync(CancellationToken disposing)
    {
        var awaited = Resource.Annotations.OfType<WaitAnnotation>().SelectMany(wait => _engine.Registry.Of(wait.Resource)).Distinct().ToArray();
        if (awaited.Length == 0)
        {
            return;
        }

        // A start or stop command ends the wait.
        var said = _wish.NextSaid;
        _reporter.Waiting();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(disposing);
        Task healthy = Task.WhenAll(awaited.Select(other => _engine.Notifications.WaitForResourceAsync(
            other.Resource.Name, now => now.ResourceId == other.Id && now.Snapshot.HealthStatus == HealthStatus.Healthy, over.Token)));
        await Task.WhenAny(healthy, said);
        await over.CancelAsync();
        await healthy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        disposing.ThrowIfCancellationRequested();
    }

    private static bool HasFailed(ResourceEvent now, long before) =>
        now.Snapshot.State?.Text == KnownResourceStates.FailedToStart && now.Snapshot.Version > before;

    private static bool HasProcess(string? state) =>
        state == KnownResourceStates.Starting || state == KnownResourceStates.Running || state == KnownResourceStates.Stopping;

    private sealed record RunningProcess(ChildProcess Process, RotationMember Member);

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "{Replica} ended with exit code {ExitCode} after {Lifetime:0.0} s; starting it again in {Delay:0.00} s.{Lines}", EventName = "ReplicaEnded")]
        public static partial void Ended(ILogger logger, string replica, int exitCode, double lifetime, double delay, string lines);

        [LoggerMessage(3002, LogLevel.Error, "{Replica} failed to start: {Reason}", EventName = "ReplicaFailedToStart")]
        public static partial void FailedToStart(ILogger logger, string replica, string reason, Exception? exception);
    }
}
