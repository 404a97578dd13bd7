using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OjAspire.Tests.Processes;

/// <summary>A process that a test has started, with everything it prints. Killed with the test.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SigHup = 1;
    private const int SigQuit = 3;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
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

    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
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
    public async Task WhenAsync(Func<string, bool> wanted, int times = 1)
    {
        var deadline = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_lines.Count(wanted) >= times)
                {
                    return;
                }

                more = _more.Task;
            }

            if (await Task.WhenAny(more, deadline, _process.WaitForExitAsync()) != more)
            {
                throw new TimeoutException($"Waited in vain; the process printed:\n{string.Join('\n', Lines)}");
            }
        }
    }

    public Task WhenAsync(string line, int times = 1) => WhenAsync(printed => printed.Trim() == line, times);

    public void HangUp() => Assert.Equal(0, SendSignal(_process.Id, SigHup));

    /// <summary>Halts the process (SIGSTOP): its connections stay open and nothing answers on them.</summary>
    public void Pause() => Assert.Equal(0, SendSignal(_process.Id, SigStop));

    /// <summary>Lets a halted process go on (SIGCONT).</summary>
    public void Resume() => Assert.Equal(0, SendSignal(_process.Id, SigCont));

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
    public void Quit() => Assert.Equal(0, SendSignal(_process.Id, SigQuit));

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WhenExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync()
    {
        Terminate();
        return WhenExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private void SendToChildren(int signal)
    {
        var children = File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children");
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // One that has just ended is none that would have to be reached.
            SendSignal(int.Parse(child, CultureInfo.InvariantCulture), signal);
        }
    }

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
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
