using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OjAspire.ClusterSim.Machines;

/// <summary>A process that this one has started, with everything it prints. Killed when it is disposed of.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SigHup = 1;
    private const int SigQuit = 3;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<long> _printedAt = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <param name="environment">Variables that are added to those of this process.</param>
    /// <param name="inherited">Names of the variables of this process that it gets; none means all.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyCollection<string>? inherited = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => inherited?.Contains(name) == false).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        child._process.OutputDataReceived += (_, line) => child.Add(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Add(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until so many printed lines are wanted ones.</summary>
    public Task WhenAsync(Func<string, bool> wanted, int times = 1) => WhenPrintedAsync(wanted, times);

    public Task WhenAsync(string line, int times = 1) => WhenAsync(printed => printed.Trim() == line, times);

    /// <summary>Waits until so many printed lines are wanted ones.</summary>
    /// <returns>When the last of them was printed; a timestamp of the clock.</returns>
    /// <exception cref="TimeoutException">They are not within 30 s, or the process has ended.</exception>
    public async Task<long> WhenPrintedAsync(Func<string, bool> wanted, int times = 1)
    {
        var deadline = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var found = Enumerable.Range(0, _lines.Count).Where(index => wanted(_lines[index])).Take(times).ToArray();
                if (found.Length == times)
                {
                    return times == 0 ? 0 : _printedAt[found[^1]];
                }

                more = _more.Task;
            }

            if (await Task.WhenAny(more, deadline, _process.WaitForExitAsync()) != more)
            {
                throw new TimeoutException($"Waited in vain; the process printed:\n{string.Join('\n', Lines)}");
            }
        }
    }

    public void HangUp() => Signal(SigHup);

    /// <summary>Halts the process (SIGSTOP): its connections stay open and nothing answers on them.</summary>
    public void Pause() => Signal(SigStop);

    /// <summary>Lets a halted process go on (SIGCONT).</summary>
    public void Resume() => Signal(SigCont);

    /// <summary>Halts the process and those that it has started itself.</summary>
    public void PauseAll()
    {
        Pause();
        SendToChildren(SigStop);
    }

    /// <summary>Lets a halted process and its children go on.</summary>
    public void ResumeAll()
    {
        SendToChildren(SigCont);
        Resume();
    }

    /// <summary>Sends SIGQUIT.</summary>
    public void Quit() => Signal(SigQuit);

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Signal(SigTerm);

    /// <summary>Sends SIGKILL to this process alone, as the kernel does when memory is short: what it has started is left to itself.</summary>
    public void KillAlone() => Signal(SigKill);

    /// <summary>Waits for the end.</summary>
    /// <param name="patience">For how long; none means 30 s.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It has not ended by then.</exception>
    public async Task<int> WhenExitedAsync(TimeSpan? patience = null)
    {
        await _process.WaitForExitAsync().WaitAsync(patience ?? TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync()
    {
        Terminate();
        return WhenExitedAsync();
    }

    /// <summary>Kills it at once (SIGKILL), with all its descendants, and waits for its end. Nothing happens when it has ended.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Signal(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private void SendToChildren(int signal)
    {
        var children = File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children");
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // One that has just ended is none that would have to be reached.
            _ = SendSignal(int.Parse(child, CultureInfo.InvariantCulture), signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource more;
        lock (_gate)
        {
            _lines.Add(line);
            _printedAt.Add(TimeProvider.System.GetTimestamp());
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
