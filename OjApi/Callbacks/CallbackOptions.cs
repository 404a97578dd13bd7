namespace OjApi.Callbacks;

/// <summary>How outcomes are sent to the <c>callback_url</c> of submissions; configuration section <c>Judge0:Callbacks</c>.</summary>
internal sealed class CallbackOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Judge0:Callbacks";

    /// <summary>How often one callback is tried at most, the first time included. Default 10; 1 to 100.</summary>
    public int MaxTries { get; set; } = 10;

    /// <summary>How long one try may take, from the name's look-up to the answer's status. Default 10 s; 100 ms to 2 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long of that the look-up, the connection and TLS may take. Default 5 s; 100 ms to <see cref="Timeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest pause after the first try that failed; each further one is four times as long, up to <see cref="LongestPause"/>, and
    /// each is drawn between its half and its whole. Default 5 s; 10 ms to 1 h.
    /// </summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest pause between two tries, also when the receiver asks for more. Default 2 h; <see cref="FirstPause"/> to 1 day.
    /// </summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Callbacks that one replica sends at once. Default 32; 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>Those among them that go to one host and port. Default 4; 1 to <see cref="Concurrency"/>.</summary>
    public int ConcurrencyPerHost { get; set; } = 4;

    /// <summary>
    /// Secret that callbacks are signed with, as Standard Webhooks writes it: <c>whsec_</c> and 24 to 64 bytes in base64. Empty
    /// (default): callbacks are not signed.
    /// </summary>
    public string SigningKey { get; set; } = "";

    /// <summary>The secret before, with which callbacks are signed as well while receivers change over. Empty (default): none.</summary>
    public string PreviousSigningKey { get; set; } = "";

    /// <summary>
    /// Networks in CIDR notation, separated by spaces or commas, that callbacks may go to although they are not public, such as
    /// <c>10.20.0.0/16 fd00:20::/64</c>. Empty (default): none.
    /// </summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>Whether ports below 1024 other than 80 and 443, which are those of other protocols, are allowed. Default false.</summary>
    public bool AllowAnyPort { get; set; }
}
