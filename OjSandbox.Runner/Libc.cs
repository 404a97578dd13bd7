using System.Runtime.InteropServices;

namespace OjSandbox.Runner;

/// <summary>
/// The system calls of the runner, bound when it is linked. Those used between fork and exec do not change the GC mode, because
/// the thread that would answer is not in the child.
/// </summary>
internal static unsafe class Libc
{
    public const int CloseOnExec = 0x80000;
    public const int ResourceCpu = 0, ResourceFileSize = 1, ResourceStack = 3, ResourceCore = 4, ResourceOpenFiles = 7, ResourceAddressSpace = 9;
    public const int SignalKill = 9, SignalPipe = 13;
    public const int WaitAll = 0x40000000;
    public const int Interrupted = 4, NoChild = 10;

    private const string Name = "libc";

    public static int Errno => *ErrnoLocation();

    [DllImport(Name, EntryPoint = "__errno_location"), SuppressGCTransition]
    private static extern int* ErrnoLocation();

    [DllImport(Name, EntryPoint = "fork"), SuppressGCTransition]
    public static extern int Fork();

    [DllImport(Name, EntryPoint = "execve"), SuppressGCTransition]
    public static extern void Execute(byte* path, byte** arguments, byte** environment);

    [DllImport(Name, EntryPoint = "_exit"), SuppressGCTransition]
    public static extern void Exit(int status);

    [DllImport(Name, EntryPoint = "setsid"), SuppressGCTransition]
    public static extern void NewSession();

    [DllImport(Name, EntryPoint = "dup2"), SuppressGCTransition]
    public static extern int Duplicate(int descriptor, int target);

    [DllImport(Name, EntryPoint = "close_range"), SuppressGCTransition]
    public static extern int CloseRange(uint first, uint last, int flags);

    [DllImport(Name, EntryPoint = "setrlimit"), SuppressGCTransition]
    public static extern int SetLimit(int resource, ulong* softAndHard);

    [DllImport(Name, EntryPoint = "getrlimit"), SuppressGCTransition]
    public static extern int GetLimit(int resource, ulong* softAndHard);

    [DllImport(Name, EntryPoint = "setgroups"), SuppressGCTransition]
    public static extern int SetGroups(nuint count, uint* groups);

    [DllImport(Name, EntryPoint = "setresgid"), SuppressGCTransition]
    public static extern int SetGroup(uint real, uint effective, uint saved);

    [DllImport(Name, EntryPoint = "setresuid"), SuppressGCTransition]
    public static extern int SetUser(uint real, uint effective, uint saved);

    [DllImport(Name, EntryPoint = "setfsgid"), SuppressGCTransition]
    public static extern uint SetFileGroup(uint group);

    [DllImport(Name, EntryPoint = "setfsuid"), SuppressGCTransition]
    public static extern uint SetFileUser(uint user);

    [DllImport(Name, EntryPoint = "chdir"), SuppressGCTransition]
    public static extern int ChangeDirectory(byte* path);

    [DllImport(Name, EntryPoint = "umask"), SuppressGCTransition]
    public static extern void SetFileMask(uint mask);

    [DllImport(Name, EntryPoint = "signal"), SuppressGCTransition]
    public static extern nint SetSignal(int signal, nint handler);

    [DllImport(Name, EntryPoint = "sigprocmask"), SuppressGCTransition]
    public static extern int SetSignalMask(int how, ulong* set, ulong* previous);

    [DllImport(Name, EntryPoint = "write"), SuppressGCTransition]
    public static extern nint Write(int descriptor, void* bytes, nuint count);

    [DllImport(Name, EntryPoint = "read")]
    public static extern nint Read(int descriptor, void* bytes, nuint count);

    [DllImport(Name, EntryPoint = "pread")]
    public static extern nint ReadAt(int descriptor, void* bytes, nuint count, nint offset);

    [DllImport(Name, EntryPoint = "close"), SuppressGCTransition]
    public static extern void Close(int descriptor);

    [DllImport(Name, EntryPoint = "pipe2")]
    public static extern int Pipe(int* readAndWrite, int flags);

    [DllImport(Name, EntryPoint = "open")]
    public static extern int Open(byte* path, int flags);

    [DllImport(Name, EntryPoint = "kill")]
    public static extern int Kill(int process, int signal);

    [DllImport(Name, EntryPoint = "wait4")]
    public static extern int Wait(int process, int* status, int options, ResourceUsage* usage);

    [DllImport(Name, EntryPoint = "poll")]
    public static extern void Poll(PollEntry* entries, nuint count, int milliseconds);

    [DllImport(Name, EntryPoint = "recvmsg")]
    public static extern nint Receive(int socket, MessageHeader* message, int flags);

    [DllImport(Name, EntryPoint = "prctl")]
    public static extern int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [DllImport(Name, EntryPoint = "syscall")]
    public static extern nint SystemCall(nint number, nint argument1, nint argument2, nint argument3, nint argument4);
}
