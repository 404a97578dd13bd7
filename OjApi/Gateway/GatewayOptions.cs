namespace OjApi.Gateway;

/// <summary>The streams of the sandboxes; configuration section <c>Oj:Gateway</c>, and the join token in <c>Oj:JoinToken</c>.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Gateway";

    /// <summary>Configuration key of <see cref="JoinToken"/>.</summary>
    public const string JoinTokenKey = "Oj:JoinToken";

    /// <summary>Configuration key of <see cref="PreviousJoinToken"/>.</summary>
    public const string PreviousJoinTokenKey = "Oj:PreviousJoinToken";

    /// <summary>
    /// The secret that a sandbox shows to be taken in, key <c>Oj:JoinToken</c>. Required; printable ASCII, as it travels in
    /// a header. White space around it does not count.
    /// </summary>
    public string JoinToken { get; set; } = "";

    /// <summary>
    /// The secret that was the join token before, key <c>Oj:PreviousJoinToken</c>: taken as well while sandboxes change to the
    /// new one. Default: empty, which means none. Printable ASCII.
    /// </summary>
    public string PreviousJoinToken { get; set; } = "";

    /// <summary>
    /// Longest time between two reports of a sandbox, and between two messages of the server. A sandbox silent for
    /// <see cref="SilentFor"/> is cut off. Default 2 s; 100 ms to 1 min.
    /// </summary>
    public TimeSpan ReportBy { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Shortest time between two announcements of waiting work on one stream, and the pace at which streams are told of
    /// changes that they need not know at once. Default 10 ms; 0 to <see cref="ReportBy"/>.
    /// </summary>
    public TimeSpan AnnounceEvery { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Largest message that a sandbox may send, in bytes; a result carries three outputs. Default 16 MiB; 64 KiB to 256 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Most streams at once, those that have not said yet who they are among them; more are refused. Each may make the server
    /// keep one message of <see cref="MaxMessageBytes"/>. Default 5,000; 1 to 100,000.
    /// </summary>
    public int MaxStreams { get; set; } = 5000;

    /// <summary>
    /// Most streams at once with one base id; more are refused. A sandbox has one for each address of this server, and for a
    /// moment those that have just broken. Default 16; 1 to 1,000.
    /// </summary>
    public int MaxStreamsPerSandbox { get; set; } = 16;

    /// <summary>
    /// How long a sandbox may be silent: 4.5 s by default, so that it is noticed within five seconds. It speaks every half
    /// report-by, so its report may be late by 3.5 s, which no pause of a healthy machine reaches.
    /// </summary>
    public TimeSpan SilentFor => ReportBy * 2.25;
}
