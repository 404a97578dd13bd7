using System.Text;
using OjSandbox.Isolation.Cgroups;
using OjSandbox.Isolation.Native;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Isolation;

/// <summary>
/// One running box. Everything in it is gone with it: processes, files, network. Commands one after the other; not thread-safe.
/// </summary>
internal sealed class Box : IAsyncDisposable
{
    // What every program finds set, besides what its language adds.
    private static readonly Dictionary<string, string> Base = new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["HOME"] = "/tmp",
        ["TMPDIR"] = "/tmp",
        ["LANG"] = "C.UTF-8",
        ["TZ"] = "UTC",
    };

    private readonly int _process;
    private readonly ControlChannel _channel;
    private readonly MemoryFile _errors;
    private readonly ICgroups _cgroups;
    private readonly IsolationOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _ended;

    /// <param name="process">Process id of bubblewrap, a child of this process.</param>
    /// <param name="channel">The control socket; owned.</param>
    /// <param name="errors">What bubblewrap wrote to standard error; owned.</param>
    /// <param name="cgroups">Where runs are limited and measured.</param>
    /// <param name="options">Limits of every box.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Called once when nothing of the box is left.</param>
    public Box(
        int process, ControlChannel channel, MemoryFile errors, ICgroups cgroups, IsolationOptions options, TimeProvider time, Action ended) =>
        (_process, _channel, _errors, _cgroups, _options, _time, _ended) = (process, channel, errors, cgroups, options, time, ended);

    private TimeSpan Patience => TimeSpan.FromSeconds(_options.PatienceSeconds);

    /// <summary>Waits until the runner in the box is ready for commands.</summary>
    /// <exception cref="IsolationException">It did not come up.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReceiveAsync(FrameKind.Ready, TimeSpan.Zero, cancellationToken);
        }
        catch (IsolationException failure)
        {
            const int MostOfErrors = 2048;
            var said = Encoding.UTF8.GetString(_errors.Read(MostOfErrors)).Trim();
            throw new IsolationException(said.Length == 0 ? failure.Message : $"The box did not start: {said}", failure);
        }
    }

    /// <summary>Creates a file in the work directory. Only before anything hostile ran in the box.</summary>
    /// <exception cref="IsolationException">It could not be created.</exception>
    public async Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var writer = new WireWriter();
        new WriteFileCommand(path, content).Write(writer);
        await _channel.SendAsync(FrameKind.WriteFile, writer.Written, [], cancellationToken);
        await ReceiveAsync(FrameKind.Done, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Runs a program to its end; no process of it is left when this returns.</summary>
    /// <exception cref="IsolationException">It could not be run, which says nothing about the program.</exception>
    public async Task<RunOutcome> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var limits = request.Limits;
        using var cgroup = _cgroups.Create(
            new CgroupLimits(limits.PerProcessMemory ? Math.Max(limits.SharedMemoryBytes, limits.MemoryBytes) : limits.MemoryBytes, limits.Processes));
        using var nothing = request.Input is null ? MemoryFile.CreateSealed("stdin", []) : null;
        using var input = (request.Input ?? nothing)!.OpenReader();
        var output = MemoryFile.CreateEmpty("stdout");
        var error = request.JoinOutputs ? output : MemoryFile.CreateEmpty("stderr");
        try
        {
            var writer = new WireWriter();
            Command(request, cgroup.CpuUsageUnit).Write(writer);
            await _channel.SendAsync(
                FrameKind.Run, writer.Written, [input, output.Handle, error.Handle, cgroup.CpuUsage, .. cgroup.Join], cancellationToken);
            var reply = RunReply.Read(await ReceiveAsync(FrameKind.Ran, limits.Wall, cancellationToken));
            return Outcome(limits, reply, cgroup.Measure(), output, error);
        }
        catch
        {
            output.Dispose();
            error.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Without its control socket the runner, process 1 of the box, ends, and the kernel kills the rest before it reports that.
        _channel.Dispose();
        var ended = Task.Run(WaitForEnd);
        try
        {
            await ended.WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // Still our child that nobody has waited for, so the number cannot belong to another process yet.
            _ = Libc.Kill(_process, Libc.SignalKill);
            await ended;
        }

        _errors.Dispose();
        _ended();
    }

    private unsafe void WaitForEnd()
    {
        int status;
        const int Interrupted = 4;
        while (Libc.Wait(_process, &status, 0) < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Interrupted)
        {
        }
    }

    private RunCommand Command(RunRequest request, int cpuUsageUnit)
    {
        var limits = request.Limits;
        var environment = new Dictionary<string, string>(Base);
        foreach (var (name, value) in request.Environment)
        {
            environment[name] = value;
        }

        return new RunCommand
        {
            Arguments = request.Command,
            Environment = [.. environment.Select(variable => $"{variable.Key}={variable.Value}")],
            WallNanoseconds = Nanoseconds(limits.Wall),
            CpuNanoseconds = limits.PerProcessTime ? 0 : Math.Max(Nanoseconds(limits.Cpu), 1),
            CpuUsageUnit = cpuUsageUnit,
            ProcessCpuSeconds = limits.PerProcessTime ? Math.Max((long)Math.Ceiling(limits.Cpu.TotalSeconds), 1) : 0,
            AddressSpaceBytes = limits.PerProcessMemory ? limits.MemoryBytes : 0,
            StackBytes = limits.StackBytes,
            // One byte more, so that a program that wrote exactly as much as allowed and one that wanted more can be told apart.
            FileSizeBytes = limits.FileSizeBytes + 1,
            OpenFiles = _options.OpenFiles,
        };
    }

    private static RunOutcome Outcome(RunLimits limits, RunReply reply, CgroupUsage usage, MemoryFile output, MemoryFile error)
    {
        if (reply.Stage is not (StartStage.Started or StartStage.Execute))
        {
            throw new IsolationException($"Starting a program failed at {reply.Stage} with error {reply.StartError}.");
        }

        const int SignalBits = 0x7F;
        var signal = reply.WaitStatus & SignalBits;
        return new RunOutcome
        {
            StartError = reply.StartError,
            ExitCode = signal == 0 ? (reply.WaitStatus >> 8) & 0xFF : null,
            Signal = signal == 0 ? null : signal,
            Stopped = reply.Stopped,
            Cpu = limits.PerProcessTime ? TimeSpan.FromTicks(reply.ProcessCpuNanoseconds / TimeSpan.NanosecondsPerTick) : usage.Cpu,
            Wall = TimeSpan.FromTicks(reply.WallNanoseconds / TimeSpan.NanosecondsPerTick),
            PeakMemoryBytes = !limits.PerProcessMemory && usage.PeakMemoryBytes is { } peak ? peak : reply.MaxResidentKib * 1024,
            OutOfMemory = usage.OutOfMemoryKills > 0,
            Output = output,
            Error = error,
        };
    }

    private async Task<byte[]> ReceiveAsync(FrameKind expected, TimeSpan busy, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(busy + Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var (kind, body) = await _channel.ReceiveAsync(either.Token);
            return kind == expected ? body
                : throw new IsolationException(kind == FrameKind.Failed ? Encoding.UTF8.GetString(body) : $"The runner answered {kind} instead of {expected}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IsolationException($"The runner in the box did not answer within {(busy + Patience).TotalSeconds:0} s.");
        }
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
