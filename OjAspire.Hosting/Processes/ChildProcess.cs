using System.Diagnostics;
using OjAspire.Hosting.Logs;
using OjAspire.Hosting.Orchestration;

namespace OjAspire.Hosting.Processes;

/// <summary>One process of a replica, leader of a session and so of a process group of its own.</summary>
internal sealed class ChildProcess
{
    // The shell waits for a line before it becomes the program. The guardian knows the group by then, so there is no
    // moment in which a killed application host leaves a process behind: without the line the shell reads end of file.
    private const string Gate = """read -r go || exit 125; exec "$0" "$@" </dev/null""";

    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly ProcessGuardian _guardian;
    private readonly TimeProvider _time;

    private ChildProcess(Process process, ProcessGuardian guardian, ReplicaLog log, TimeProvider time)
    {
        (_process, _guardian, _time, Id) = (process, guardian, time, process.Id);
        Ended = WaitAsync(log);
    }

    /// <summary>Process id; also the id of its group.</summary>
    public int Id { get; }

    /// <summary>
    /// The exit code (128 + n after signal n), once the process has ended, what it left of its group has been killed, and
    /// its output has been read.
    /// </summary>
    public Task<int> Ended { get; }

    public static ChildProcess Start(LaunchPlan plan, ProcessGuardian guardian, ReplicaLog log, TimeProvider time)
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Gate, plan.FileName, .. plan.Arguments])
        {
            WorkingDirectory = plan.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        InheritedEnvironment.RemovePrivate(start.Environment);
        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        guardian.Watch(process.Id);
        process.StandardInput.Write("go\n");
        process.StandardInput.Dispose();
        return new(process, guardian, log, time);
    }

    /// <summary>Asks the process to end, and kills it and its group when it has not within the grace time.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        Signals.ToProcess(Id, Signals.Terminate);
        try
        {
            await Ended.WaitAsync(grace, _time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Signals.ToGroup(Id, Signals.Kill);
            await Ended;
        }
    }

    private async Task<int> WaitAsync(ReplicaLog log)
    {
        var output = LinePump.RunAsync(_process.StandardOutput, line => log.Append(line, isError: false));
        var errors = LinePump.RunAsync(_process.StandardError, line => log.Append(line, isError: true));
        await _process.WaitForExitAsync(CancellationToken.None);
        Signals.ToGroup(Id, Signals.Kill);
        _guardian.Forget(Id);
        try
        {
            await Task.WhenAll(output, errors).WaitAsync(OutputGrace, _time);
        }
        catch (TimeoutException)
        {
            // A grandchild in a session of its own still holds the pipes; its output is nobody's any more.
            log.Append("[sys] Output is still open after the end of the process; not waiting for it.", isError: true);
        }

        var exitCode = _process.ExitCode;
        _process.Dispose();
        await Task.WhenAll(output, errors);
        return exitCode;
    }
}
