namespace OjApi.Judge0;

/// <summary>
/// Limits of one run; configuration section <c>Judge0:Limits</c>. Each has a default and, as <c>Max...</c>, the most a
/// submission may ask for; the default is never above it.
/// </summary>
internal sealed class LimitOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = Judge0Options.Section + ":Limits";

    /// <summary>CPU time in seconds. Default 5; 0 to 3,600.</summary>
    public decimal CpuTimeLimit { get; set; } = 5;

    /// <summary>Most CPU time in seconds. Default 15; 0 to 3,600.</summary>
    public decimal MaxCpuTimeLimit { get; set; } = 15;

    /// <summary>Time in seconds between the CPU time limit and the kill. Default 1; 0 to 3,600.</summary>
    public decimal CpuExtraTime { get; set; } = 1;

    /// <summary>Most extra time in seconds. Default 5; 0 to 3,600.</summary>
    public decimal MaxCpuExtraTime { get; set; } = 5;

    /// <summary>Wall time in seconds. Default 10; 1 to 3,600.</summary>
    public decimal WallTimeLimit { get; set; } = 10;

    /// <summary>Most wall time in seconds. Default 20; 1 to 3,600.</summary>
    public decimal MaxWallTimeLimit { get; set; } = 20;

    /// <summary>Memory in KiB. Default 128,000; 2,048 to 1,073,741,824.</summary>
    public int MemoryLimit { get; set; } = 128_000;

    /// <summary>Most memory in KiB. Default 512,000; 2,048 to 1,073,741,824.</summary>
    public int MaxMemoryLimit { get; set; } = 512_000;

    /// <summary>Stack in KiB. Default 64,000; 0 to 1,073,741,824.</summary>
    public int StackLimit { get; set; } = 64_000;

    /// <summary>Most stack in KiB. Default 128,000; 0 to 1,073,741,824.</summary>
    public int MaxStackLimit { get; set; } = 128_000;

    /// <summary>Processes and threads. Default 60; 1 to 32,768.</summary>
    public int MaxProcessesAndOrThreads { get; set; } = 60;

    /// <summary>Most processes and threads. Default 120; 1 to 32,768.</summary>
    public int MaxMaxProcessesAndOrThreads { get; set; } = 120;

    /// <summary>Whether the time limit is per process by default. Default false.</summary>
    public bool EnablePerProcessAndThreadTimeLimit { get; set; }

    /// <summary>Whether a submission may ask for a time limit per process. Default true.</summary>
    public bool AllowEnablePerProcessAndThreadTimeLimit { get; set; } = true;

    /// <summary>Whether the memory limit is per process by default. Default false.</summary>
    public bool EnablePerProcessAndThreadMemoryLimit { get; set; }

    /// <summary>Whether a submission may ask for a memory limit per process. Default true.</summary>
    public bool AllowEnablePerProcessAndThreadMemoryLimit { get; set; } = true;

    /// <summary>Largest file a run writes, in KiB. Default 1,024; 0 to 1,048,576.</summary>
    public int MaxFileSize { get; set; } = 1_024;

    /// <summary>Most that a submission may ask for, in KiB. Default 4,096; 0 to 1,048,576.</summary>
    public int MaxMaxFileSize { get; set; } = 4_096;

    /// <summary>Runs of one submission. Default 1; 1 to 1,000.</summary>
    public int NumberOfRuns { get; set; } = 1;

    /// <summary>Most runs. Default 20; 1 to 1,000.</summary>
    public int MaxNumberOfRuns { get; set; } = 20;

    /// <summary>Whether standard error goes into standard output by default. Default false.</summary>
    public bool RedirectStderrToStdout { get; set; }
}
