using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Native;

/// <summary>The system calls that .NET has no API for. Thin: each is documented in section 2 or 3 of the Linux manual.</summary>
internal static unsafe partial class Libc
{
    public const int CloseOnExec = 0x80000;
    public const int AddSeals = 1033, DuplicateCloseOnExec = 1030;
    public const int SealSeal = 1, SealShrink = 2, SealGrow = 4, SealWrite = 8;
    public const int MemoryCloseOnExec = 1, MemoryAllowSealing = 2;
    public const int SignalKill = 9;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport(Name, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(SafeHandle descriptor, int command, int argument);

    [LibraryImport(Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeHandle descriptor, byte* bytes, nuint count);

    [LibraryImport(Name, EntryPoint = "socketpair", SetLastError = true)]
    public static partial int CreateSocketPair(int domain, int type, int protocol, int* pair);

    [LibraryImport(Name, EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint Send(SafeHandle socket, MessageHeader* message, int flags);

    [LibraryImport(Name, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Name, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, int* status, int options);

    [LibraryImport(Name, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Name, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(int* process, string path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Name, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitialiseActions(void* actions);

    [LibraryImport(Name, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(void* actions);

    [LibraryImport(Name, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* actions, int descriptor, int target);

    [LibraryImport(Name, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitialiseAttributes(void* attributes);

    [LibraryImport(Name, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(void* attributes);

    [LibraryImport(Name, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(void* attributes, short flags);

    [LibraryImport(Name, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(void* attributes, void* signals);

    [LibraryImport(Name, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(void* attributes, void* signals);

    /// <summary>Takes a descriptor that a call returned into ownership.</summary>
    /// <exception cref="IsolationException">The call had failed.</exception>
    public static SafeFileHandle Own(int descriptor, string call) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(call);

    /// <summary>Describes the failure of the system call that was made last.</summary>
    public static IsolationException Failure(string call) => new($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
}
