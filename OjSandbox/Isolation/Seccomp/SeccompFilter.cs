using System.Runtime.InteropServices;

namespace OjSandbox.Isolation.Seccomp;

/// <summary>
/// The system call filter of a box: everything that only an attack on the kernel, the box or another process needs is refused, all
/// else passes. A second fence behind namespaces, missing capabilities and user ids, not the first.
/// </summary>
internal static class SeccompFilter
{
    private const uint KillProcess = 0x80000000, Allow = 0x7FFF0000, Error = 0x00050000;
    private const uint NotPermitted = Error | 1, NotImplemented = Error | 38, NoSuchFamily = Error | 97;
    private const uint ArchitectureX64 = 0xC000003E, ArchitectureArm64 = 0xC00000B7;
    // Calls of the 32-bit ABI on x86-64 (x32) have this bit; their numbers would slip past the list.
    private const uint X32Bit = 0x40000000;
    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    private const uint NewNamespace = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
    private const uint UnixFamily = 1;
    // TIOCSTI and TIOCLINUX type into a terminal on behalf of whoever reads from it.
    private const uint TerminalInput = 0x5412, ConsoleSelection = 0x541C;
    private const uint PersonalityLinux = 0, PersonalityQuery = 0xFFFFFFFF;

    /// <summary>The filter for a processor.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor AArch64.</exception>
    public static byte[] For(Architecture architecture)
    {
        var isX64 = architecture switch
        {
            Architecture.X64 => true,
            Architecture.Arm64 => false,
            _ => throw new PlatformNotSupportedException($"There is no system call filter for {architecture}."),
        };
        var program = new BpfProgram()
            .Load(BpfProgram.Architecture)
            .IfEqual(isX64 ? ArchitectureX64 : ArchitectureArm64, 1).Return(KillProcess)
            .Load(BpfProgram.Number);
        if (isX64)
        {
            program.UnlessAtLeast(X32Bit, 1).Return(NotImplemented);
        }

        Refuse(program, Syscalls.Absent, isX64, NotImplemented);
        Refuse(program, Syscalls.Denied, isX64, NotPermitted);
        program.UnlessEqual(NumberOf(Syscalls.Clone, isX64), 4)
            .LoadArgument(0).UnlessAnyBit(NewNamespace, 1).Return(NotPermitted).Return(Allow);
        foreach (var call in (Syscall[])[Syscalls.Socket, Syscalls.SocketPair])
        {
            program.UnlessEqual(NumberOf(call, isX64), 4)
                .LoadArgument(0).UnlessEqual(UnixFamily, 1).Return(Allow).Return(NoSuchFamily);
        }

        program.UnlessEqual(NumberOf(Syscalls.Ioctl, isX64), 6).LoadArgument(1)
            .UnlessEqual(TerminalInput, 1).Return(NotPermitted).UnlessEqual(ConsoleSelection, 1).Return(NotPermitted).Return(Allow);
        program.UnlessEqual(NumberOf(Syscalls.Personality, isX64), 6).LoadArgument(0)
            .UnlessEqual(PersonalityLinux, 1).Return(Allow).UnlessEqual(PersonalityQuery, 1).Return(Allow).Return(NotPermitted);
        return program.Return(Allow).ToArray();
    }

    private static void Refuse(BpfProgram program, IReadOnlyList<Syscall> calls, bool isX64, uint action)
    {
        foreach (var call in calls.Where(call => isX64 || call.Arm64 >= 0))
        {
            program.UnlessEqual(NumberOf(call, isX64), 1).Return(action);
        }
    }

    private static uint NumberOf(Syscall call, bool isX64) => (uint)(isX64 ? call.X64 : call.Arm64);
}
