using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>
/// What happens in a new process between fork and exec. Nothing here allocates, initialises a type or takes a lock: of the
/// runtime's threads only this one exists in the child.
/// </summary>
internal static unsafe class Child
{
    private const ulong Unlimited = ulong.MaxValue;
    // Too small for any core file, and the one value at which the kernel does not start the host's crash handler either (core(5)).
    private const ulong NoCoreDump = 1;

    /// <summary>Becomes the program, or reports to <paramref name="status"/> where and why it could not. Never returns.</summary>
    /// <param name="plan">What to become.</param>
    /// <param name="status">Write end of a close-on-exec pipe: stage and error number, 32 bits each.</param>
    public static void Become(ChildPlan* plan, int status)
    {
        var stage = Prepare(plan);
        if (stage == StartStage.Started)
        {
            Libc.Execute(plan->Path, plan->Arguments, plan->Environment);
            stage = StartStage.Execute;
        }

        var report = stackalloc int[2];
        report[0] = (int)stage;
        report[1] = Libc.Errno;
        Libc.Write(status, report, 2 * sizeof(int));
        Libc.Exit(127);
    }

    private static StartStage Prepare(ChildPlan* plan)
    {
        // Before anything else, so that all the program costs is counted. "0" means the writer.
        byte self = (byte)'0';
        for (var i = 0; i < plan->JoinCount; i++)
        {
            if (Libc.Write(plan->Join[i], &self, 1) != 1)
            {
                return StartStage.Cgroup;
            }
        }

        Libc.NewSession();
        for (var i = 0; i < 3; i++)
        {
            if (Libc.Duplicate(plan->Standard[i], i) < 0)
            {
                return StartStage.Descriptors;
            }
        }

        return !SetLimits(plan) ? StartStage.Limits
            : !BecomeUser(plan->User) ? StartStage.User
            : Libc.ChangeDirectory(plan->Directory) != 0 ? StartStage.Directory
            : StartStage.Started;
    }

    private static bool SetLimits(ChildPlan* plan)
    {
        // The soft CPU limit sends SIGXCPU, one second later the hard one kills.
        var cpu = plan->CpuSeconds == 0 ? Unlimited : plan->CpuSeconds;
        return SetLimit(Libc.ResourceCpu, cpu, cpu == Unlimited ? Unlimited : cpu + 1)
            && SetLimit(Libc.ResourceFileSize, plan->FileSize, plan->FileSize)
            && SetLimit(Libc.ResourceStack, OrUnlimited(plan->Stack), OrUnlimited(plan->Stack))
            && SetLimit(Libc.ResourceCore, NoCoreDump, NoCoreDump)
            && SetLimit(Libc.ResourceOpenFiles, plan->OpenFiles, plan->OpenFiles)
            && SetLimit(Libc.ResourceAddressSpace, OrUnlimited(plan->AddressSpace), OrUnlimited(plan->AddressSpace));
    }

    private static bool SetLimit(int resource, ulong soft, ulong hard)
    {
        // A limit can be lowered without privilege, never raised: what the sandbox itself was given is the most there is.
        var limits = stackalloc ulong[2];
        if (Libc.GetLimit(resource, limits) != 0)
        {
            return false;
        }

        limits[1] = limits[1] < hard ? limits[1] : hard;
        limits[0] = limits[1] < soft ? limits[1] : soft;
        return Libc.SetLimit(resource, limits) == 0;
    }

    private static ulong OrUnlimited(ulong value) => value == 0 ? Unlimited : value;

    private static bool BecomeUser(uint user)
    {
        const int SetMask = 2;
        const int SetWords = 16;
        var noSignals = stackalloc ulong[SetWords];
        for (var i = 0; i < SetWords; i++)
        {
            noSignals[i] = 0;
        }

        Libc.SetFileMask(0x12);
        return Libc.SetSignal(Libc.SignalPipe, 0) != -1
            && Libc.SetSignalMask(SetMask, noSignals, null) == 0
            && Libc.SetGroups(0, null) == 0
            && Libc.SetGroup(user, user, user) == 0
            && Libc.SetUser(user, user, user) == 0;
    }
}
