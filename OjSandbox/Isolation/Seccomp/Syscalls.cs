namespace OjSandbox.Isolation.Seccomp;

/// <summary>The system calls that the filter knows, with their numbers from the kernel's headers.</summary>
internal static class Syscalls
{
    /// <summary>Calls that are looked at: some arguments pass, others do not.</summary>
    public static readonly Syscall Clone = new("clone", 56, 220), Socket = new("socket", 41, 198), SocketPair = new("socketpair", 53, 199),
        Ioctl = new("ioctl", 16, 29), Personality = new("personality", 135, 92);

    /// <summary>Answered as by a kernel that does not have them: run-times then fall back to what can be filtered.</summary>
    public static readonly IReadOnlyList<Syscall> Absent =
    [
        // Its flags are in memory, where a filter cannot see them; the C library falls back to clone.
        new("clone3", 435, 435),
        // Does by itself what the filter denies when called by name.
        new("io_uring_setup", 425, 425), new("io_uring_enter", 426, 426), new("io_uring_register", 427, 427),
        new("memfd_secret", 447, 447),
    ];

    /// <summary>Refused with EPERM.</summary>
    public static readonly IReadOnlyList<Syscall> Denied =
    [
        // The view of the file system.
        new("mount", 165, 40), new("umount2", 166, 39), new("pivot_root", 155, 41), new("chroot", 161, 51), new("move_mount", 429, 429),
        new("open_tree", 428, 428), new("fsopen", 430, 430), new("fsconfig", 431, 431), new("fsmount", 432, 432), new("fspick", 433, 433),
        new("mount_setattr", 442, 442), new("statmount", 457, 457), new("listmount", 458, 458), new("open_tree_attr", 467, 467),
        new("quotactl", 179, 60), new("quotactl_fd", 443, 443), new("swapon", 167, 224), new("swapoff", 168, 225),
        new("open_by_handle_at", 304, 265), new("name_to_handle_at", 303, 264), new("fanotify_init", 300, 262), new("fanotify_mark", 301, 263),
        // Namespaces.
        new("setns", 308, 268), new("unshare", 272, 97),
        // Other processes.
        new("ptrace", 101, 117), new("process_vm_readv", 310, 270), new("process_vm_writev", 311, 271), new("process_madvise", 440, 440),
        new("process_mrelease", 448, 448), new("pidfd_getfd", 438, 438), new("kcmp", 312, 272), new("move_pages", 279, 239),
        new("migrate_pages", 256, 238),
        // Keys and the parts of the kernel with the longest list of faults.
        new("keyctl", 250, 219), new("add_key", 248, 217), new("request_key", 249, 218), new("bpf", 321, 280), new("perf_event_open", 298, 241),
        new("userfaultfd", 323, 282), new("mbind", 237, 235), new("set_mempolicy", 238, 237), new("set_mempolicy_home_node", 450, 450),
        new("vhangup", 153, 58), new("modify_ldt", 154, -1), new("uselib", 134, -1), new("ustat", 136, -1), new("sysfs", 139, -1),
        new("_sysctl", 156, -1), new("lookup_dcookie", 212, 18), new("nfsservctl", 180, 42),
        // The machine as a whole.
        new("kexec_load", 246, 104), new("kexec_file_load", 320, 294), new("init_module", 175, 105), new("finit_module", 313, 273),
        new("delete_module", 176, 106), new("create_module", 174, -1), new("query_module", 178, -1), new("get_kernel_syms", 177, -1),
        new("reboot", 169, 142), new("settimeofday", 164, 170), new("clock_settime", 227, 112), new("clock_adjtime", 305, 266),
        new("adjtimex", 159, 171), new("sethostname", 170, 161), new("setdomainname", 171, 162), new("acct", 163, 89),
        new("syslog", 103, 116), new("iopl", 172, -1), new("ioperm", 173, -1),
    ];
}
