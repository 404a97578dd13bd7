namespace OjSandbox.Judging;

/// <summary>The limits that no submission sets. Section <c>Judging</c>.</summary>
public sealed class JudgingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Judging";

    /// <summary>CPU time of compiling, in seconds. Default 15; 1 to 600.</summary>
    public int CompileCpuSeconds { get; set; } = 15;

    /// <summary>Time on the wall clock of compiling, in seconds. Default 30; 1 to 600.</summary>
    public int CompileWallSeconds { get; set; } = 30;

    /// <summary>Memory of compiling, in MiB. Default 1024; 64 to 65536.</summary>
    public int CompileMemoryMib { get; set; } = 1024;

    /// <summary>Processes and threads of compiling. Default 128; 8 to 4096.</summary>
    public int CompileProcesses { get; set; } = 128;

    /// <summary>Largest file that compiling may write, in MiB. Default 64; 1 to 4096.</summary>
    public int CompileFileMib { get; set; } = 64;

    /// <summary>How much of a compiler's output is kept, in KiB. Default 64; 1 to 4096.</summary>
    public int CompileOutputKib { get; set; } = 64;

    /// <summary>Size of all files of <c>additional_files</c> together, in KiB. Default 10240; 1 to 262144.</summary>
    public int AdditionalFilesKib { get; set; } = 10_240;

    /// <summary>Memory of all processes of a run whose memory limit is one of each process, in MiB. Default 2048; 64 to 65536.</summary>
    public int SharedMemoryMib { get; set; } = 2048;
}
