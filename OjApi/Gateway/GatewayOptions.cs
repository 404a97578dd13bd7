namespace OjApi.Gateway;

/// <summary>The streams of the sandboxes; configuration section <c>Oj:Gateway</c>, and the join token in <c>Oj:JoinToken</c>.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Gateway";

    /// <summary>Configuration key of <see cref="JoinToken"/>.</summary>
    public const string JoinTokenKey = "Oj:JoinToken";

    /// <summary>The secret that a sandbox shows to be taken in, key <c>Oj:JoinToken</c>. Required; any text.</summary>
    public string JoinToken { get; set; } = "";

    /// <summary>
    /// Longest time between two reports of a sandbox, and between two messages of the server. A sandbox silent for three
    /// times as long is cut off. Default 2 s; 100 ms to 1 min.
    /// </summary>
    public TimeSpan ReportBy { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Shortest time between two announcements of waiting work on one stream, and the pace at which streams are told of
    /// changes that they need not know at once. Default 10 ms; 0 to <see cref="ReportBy"/>.
    /// </summary>
    public TimeSpan AnnounceEvery { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Largest message that a sandbox may send, in bytes; a result carries three outputs. Default 16 MiB; 64 KiB to 256 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long a sandbox may be silent.</summary>
    public TimeSpan SilentFor => ReportBy * 3;
}
