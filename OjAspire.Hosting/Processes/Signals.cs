using System.Runtime.InteropServices;

namespace OjAspire.Hosting.Processes;

/// <summary>Signals to processes and process groups (kill(2)).</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to one process; nothing happens when it is gone.</summary>
    public static void ToProcess(int process, int signal) => _ = NativeKill(process, signal);

    /// <summary>Sends a signal to every process of a group; nothing happens when none is left.</summary>
    public static void ToGroup(int group, int signal) => _ = NativeKill(-group, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int NativeKill(int process, int signal);
}
