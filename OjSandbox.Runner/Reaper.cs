namespace OjSandbox.Runner;

/// <summary>
/// Waits for every process of a run, on a thread of its own: the program's first process, and the orphans that process 1 inherits.
/// These must be waited for while the run goes on, since a dead process counts against the limit of processes until then.
/// </summary>
internal sealed unsafe class Reaper
{
    private readonly Thread _thread;
    private readonly int _process;
    private readonly int _signal;
    private int _status;
    private ResourceUsage _usage;

    /// <param name="process">The program's first process.</param>
    /// <exception cref="IOException">No pipe could be made.</exception>
    public Reaper(int process)
    {
        _process = process;
        var pipe = stackalloc int[2];
        if (Libc.Pipe(pipe, Libc.CloseOnExec) != 0)
        {
            throw new IOException($"Making a pipe failed with error {Libc.Errno}.");
        }

        (Ended, _signal) = (pipe[0], pipe[1]);
        _thread = new Thread(Reap);
        _thread.Start();
    }

    /// <summary>Descriptor that hangs up when the first process has ended.</summary>
    public int Ended { get; }

    /// <summary>Waits until no process is left, and tells how the first one ended.</summary>
    public (int Status, ResourceUsage Usage) Join()
    {
        _thread.Join();
        Libc.Close(Ended);
        return (_status, _usage);
    }

    private void Reap()
    {
        while (true)
        {
            int status;
            ResourceUsage usage;
            var child = Libc.Wait(-1, &status, Libc.WaitAll, &usage);
            if (child == _process)
            {
                (_status, _usage) = (status, usage);
                Libc.Close(_signal);
            }
            else if (child < 0 && Libc.Errno == Libc.NoChild)
            {
                return;
            }
        }
    }
}
