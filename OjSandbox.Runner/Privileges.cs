using System.Runtime.InteropServices;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>What the runner gives up before it does anything else.</summary>
internal static unsafe class Privileges
{
    private const int SetDumpable = 4, DropFromBoundingSet = 24, Ambient = 47, ClearAmbient = 4, ReadBoundingSet = 23;
    private const uint CapabilityVersion3 = 0x20080522;
    private const uint Kill = 1 << 5, SetGroup = 1 << 6, SetUser = 1 << 7, Kept = Kill | SetGroup | SetUser;
    private const int CloseOnExecOnly = 1 << 2;

    private static int SetCapabilitiesNumber => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 91 : 126;

    /// <summary>
    /// Becomes undumpable, so that no program can read the runner's memory through /proc, and keeps only the capabilities to
    /// become the box user and to kill its processes; nothing started from here can gain any other.
    /// </summary>
    /// <returns>Whether all of it was done.</returns>
    public static bool Reduce()
    {
        var header = stackalloc uint[2] { CapabilityVersion3, 0 };
        var sets = stackalloc uint[6] { Kept, Kept, 0, 0, 0, 0 };
        return Libc.Control(SetDumpable, 0, 0, 0, 0) == 0
            && Libc.Control(Ambient, ClearAmbient, 0, 0, 0) == 0
            && DropBoundingSet()
            && Libc.SystemCall(SetCapabilitiesNumber, (nint)header, (nint)sets, 0, 0) == 0
            && Libc.CloseRange(Frame.ControlDescriptor, uint.MaxValue, CloseOnExecOnly) == 0;
    }

    private static bool DropBoundingSet()
    {
        for (nuint capability = 0; Libc.Control(ReadBoundingSet, capability, 0, 0, 0) >= 0; capability++)
        {
            if (Libc.Control(DropFromBoundingSet, capability, 0, 0, 0) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
