using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OjAspire.ClusterSim.Machines;

/// <summary>Sockets of another network namespace, for this process: a socket stays in the namespace it was made in.</summary>
internal static class NamespaceSocket
{
    private const int CloneNewNet = 0x40000000;

    /// <summary>A TCP socket, for IPv4 and IPv6.</summary>
    /// <param name="namespacePath">The namespace's file below <c>/proc</c>.</param>
    public static Socket Create(string namespacePath)
    {
        Socket? socket = null;
        var error = 0;
        // A namespace belongs to a thread. This one ends, so it does not have to find its way back.
        var thread = new Thread(() =>
        {
            using var file = File.OpenHandle(namespacePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (SetNamespace(file, CloneNewNet) == 0)
            {
                socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            }
            else
            {
                error = Marshal.GetLastPInvokeError();
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new Win32Exception(error);
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(SafeFileHandle file, int kind);
}
