using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Native;

/// <summary>Copies of mounts that are attached nowhere: who has the descriptor reaches what is below it, nobody else.</summary>
internal static unsafe partial class MountTree
{
    // The same on every architecture, as all numbers from 424 on.
    private const long OpenTree = 428, SetAttributes = 442;

    private const int CurrentDirectory = -100;
    private const uint CloneTree = 1, EmptyPath = 0x1000;
    private const ulong ReadOnly = 1;

    /// <summary>Copies the mount at a place, without those below it (open_tree(2)).</summary>
    /// <exception cref="IsolationException">The kernel refused.</exception>
    public static SafeFileHandle Clone(string mountPoint) =>
        Libc.Own((int)Call(OpenTree, CurrentDirectory, mountPoint, CloneTree | Libc.CloseOnExec, null, 0), "open_tree");

    /// <summary>Takes the read-only flag off a copy (mount_setattr(2)).</summary>
    /// <exception cref="IsolationException">The kernel refused.</exception>
    public static void MakeWritable(SafeFileHandle copy)
    {
        var attributes = new Attributes { Clear = ReadOnly };
        if (Call(SetAttributes, copy.DangerousGetHandle(), "", EmptyPath, &attributes, (nuint)sizeof(Attributes)) != 0)
        {
            throw Libc.Failure("mount_setattr");
        }
    }

    // The C library has functions for these only since 2.36.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Call(long number, nint directory, string path, nuint flags, Attributes* attributes, nuint size);

    /// <summary><c>struct mount_attr</c>.</summary>
    private struct Attributes
    {
        public ulong Set;
        public ulong Clear;
        public ulong Propagation;
        public ulong UserNamespace;
    }
}
