using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>Starts a program, watches its limits, and ends it together with everything it started.</summary>
internal static unsafe class Supervisor
{
    private const int FirstJoin = 4;

    /// <summary>Runs one command to its end.</summary>
    /// <param name="user">User and group that it runs as.</param>
    /// <param name="command">What is run.</param>
    /// <param name="descriptors">The descriptors named by <see cref="RunCommand"/>.</param>
    /// <returns>How it ended; <see langword="null"/> when the sandbox went away meanwhile.</returns>
    /// <exception cref="IOException">No process could be started.</exception>
    public static RunReply? Run(uint user, RunCommand command, int[] descriptors)
    {
        if (descriptors.Length < FirstJoin)
        {
            throw new IOException("The run came without its descriptors.");
        }

        var cpu = new CpuMeter(descriptors[FirstJoin - 1], command.CpuUsageUnit);
        var clock = TimeProvider.System.GetTimestamp();
        var reaper = new Reaper(Start(user, command, descriptors, out var status));
        var start = stackalloc int[2];
        start[0] = start[1] = 0;
        // Ends when the program is executed (the pipe is close-on-exec), has failed to be, or was killed on the way.
        Libc.Read(status, start, 2 * sizeof(int));
        Libc.Close(status);

        var stopped = StopReason.None;
        var alive = start[0] != 0 || WaitForEnd(reaper.Ended, command, cpu, clock, out stopped);
        var wall = TimeProvider.System.GetElapsedTime(clock);
        // kill(2) with -1 by process 1 reaches everything else in the box at once, and a fork that races with it fails.
        _ = Libc.Kill(-1, Libc.SignalKill);
        var (waitStatus, usage) = reaper.Join();
        return !alive ? null : new RunReply
        {
            Stage = (StartStage)start[0],
            StartError = start[1],
            WaitStatus = waitStatus,
            Stopped = stopped,
            WallNanoseconds = wall.Ticks * TimeSpan.NanosecondsPerTick,
            ProcessCpuNanoseconds = usage.CpuNanoseconds,
            MaxResidentKib = usage.MaxResidentKib,
        };
    }

    private static int Start(uint user, RunCommand command, int[] descriptors, out int status)
    {
        var pipe = stackalloc int[2];
        if (Libc.Pipe(pipe, Libc.CloseOnExec) != 0)
        {
            throw new IOException($"Making a pipe failed with error {Libc.Errno}.");
        }

        using var image = new ProgramImage(command.Arguments, command.Environment);
        fixed (int* join = &descriptors[FirstJoin - 1])
        fixed (byte* directory = "/box\0"u8)
        {
            var plan = new ChildPlan
            {
                Path = image.Path,
                Arguments = image.Arguments,
                Environment = image.Environment,
                Directory = directory,
                User = user,
                CpuSeconds = (ulong)command.ProcessCpuSeconds,
                FileSize = (ulong)command.FileSizeBytes,
                Stack = (ulong)command.StackBytes,
                AddressSpace = (ulong)command.AddressSpaceBytes,
                OpenFiles = (ulong)command.OpenFiles,
                Join = join + 1,
                JoinCount = descriptors.Length - FirstJoin,
            };
            for (var i = 0; i < 3; i++)
            {
                plan.Standard[i] = descriptors[i];
            }

            var process = Libc.Fork();
            if (process == 0)
            {
                Child.Become(&plan, pipe[1]);
            }

            var error = Libc.Errno;
            Libc.Close(pipe[1]);
            status = pipe[0];
            return process > 0 ? process : throw new IOException($"Starting a process failed with error {error}.");
        }
    }

    /// <returns><see langword="false"/> when the sandbox has closed the control socket.</returns>
    private static bool WaitForEnd(int ended, RunCommand command, CpuMeter cpu, long clock, out StopReason stopped)
    {
        stopped = StopReason.None;
        var entries = stackalloc PollEntry[2];
        while (true)
        {
            var wallLeft = command.WallNanoseconds - TimeProvider.System.GetElapsedTime(clock).Ticks * TimeSpan.NanosecondsPerTick;
            var cpuLeft = command.CpuNanoseconds == 0 ? long.MaxValue : command.CpuNanoseconds - cpu.ReadNanoseconds();
            stopped = cpuLeft <= 0 ? StopReason.CpuTime : wallLeft <= 0 ? StopReason.WallTime : StopReason.None;
            if (stopped != StopReason.None)
            {
                return true;
            }

            // All processors together can use the rest of the CPU time up no earlier than this.
            var sleep = Math.Min(wallLeft, cpuLeft / Environment.ProcessorCount);
            entries[0] = new PollEntry { Descriptor = ended, Wanted = PollEntry.Readable };
            entries[1] = new PollEntry { Descriptor = Frame.ControlDescriptor, Wanted = PollEntry.Readable };
            Libc.Poll(entries, 2, (int)Math.Clamp(sleep / 1_000_000 + 1, 1, int.MaxValue));
            if (entries[1].Happened != 0)
            {
                return false;
            }

            if (entries[0].Happened != 0)
            {
                return true;
            }
        }
    }
}
