namespace OjSandbox.Runner;

/// <summary>Everything a new process needs on its way to exec, laid out before the fork.</summary>
internal unsafe struct ChildPlan
{
    public byte* Path;
    public byte** Arguments;
    public byte** Environment;
    public byte* Directory;
    public uint User;
    public ulong CpuSeconds;
    public ulong FileSize;
    public ulong Stack;
    public ulong AddressSpace;
    public ulong OpenFiles;

    /// <summary>Standard input, output and error.</summary>
    public fixed int Standard[3];

    /// <summary>Files by which the writer joins its cgroup.</summary>
    public int* Join;

    public int JoinCount;
}
