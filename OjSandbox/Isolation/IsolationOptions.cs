namespace OjSandbox.Isolation;

/// <summary>How boxes are built. Section <c>Isolation</c>; see <c>docs/isolation.md</c>.</summary>
public sealed class IsolationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Isolation";

    /// <summary>Path of bubblewrap. Default <c>/usr/bin/bwrap</c>; an absolute path.</summary>
    public string Bubblewrap { get; set; } = "/usr/bin/bwrap";

    /// <summary>First user (and group) id that boxes run programs as. Default 200000; 1000 to 2000000000. No account may have these ids.</summary>
    public int FirstUserId { get; set; } = 200_000;

    /// <summary>How many ids there are from <see cref="FirstUserId"/>: the most boxes at once on this host. Default 4096; 1 to 65536.</summary>
    public int UserIds { get; set; } = 4096;

    /// <summary>
    /// Directory of the lock files by which the sandboxes of a host share the user ids. Default <c>/run/oj-sandbox</c>; an absolute
    /// path that only root can write to.
    /// </summary>
    public string ClaimDirectory { get; set; } = "/run/oj-sandbox";

    /// <summary>Size of a box's work directory, in MiB. Default 256; 16 to 65536.</summary>
    public int WorkMib { get; set; } = 256;

    /// <summary>Size of a box's <c>/tmp</c>, and of its <c>/dev/shm</c>, in MiB. Default 64; 1 to 65536.</summary>
    public int TemporaryMib { get; set; } = 64;

    /// <summary>Open files of a process in a box. Default 1024; 64 to 1048576.</summary>
    public int OpenFiles { get; set; } = 1024;

    /// <summary>How long a box may take to start or to end, in seconds. Default 10; 1 to 300.</summary>
    public int PatienceSeconds { get; set; } = 10;
}
