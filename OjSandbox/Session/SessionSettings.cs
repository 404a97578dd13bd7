using System.Globalization;
using OjSandbox.Configuration;

namespace OjSandbox.Session;

/// <summary>The checked and read form of <see cref="SessionOptions"/>, with the times that nobody needs to choose.</summary>
internal sealed record SessionSettings
{
    private const int MostSlots = 1024;
    private const int MostConnections = 10_000;

    // With an outcome from each of the most slots, still less than an API server takes in a report and acknowledges in one go.
    private const int MostUnacknowledged = 2048;
    private const int MostUnacknowledgedMib = 65_536;
    // As much as an API server takes.
    private const int LongestZone = 1000;

    /// <summary>How many jobs are judged at once.</summary>
    public required int Slots { get; init; }

    /// <summary>The secret that API servers let sandboxes in by.</summary>
    public required string JoinToken { get; init; }

    /// <summary>Failure zone; empty means unknown.</summary>
    public string Zone { get; init; } = "";

    /// <summary>How long a job of another zone may have waited and still be passed over for a younger one of the own zone.</summary>
    public TimeSpan ZonePreference { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most endpoints that streams are kept to; 0 means no limit.</summary>
    public int MaxConnections { get; init; }

    /// <summary>
    /// Under a limit: how long a chosen endpoint may be without a stream before the next in rank stands in for it. Long enough
    /// for two attempts at least, so that a server that only restarts is waited for.
    /// </summary>
    public TimeSpan StandInAfter => ReconnectCap * 2;

    /// <summary>How long running jobs may go on after the order to stop.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause between two attempts to reach a server.</summary>
    public TimeSpan ReconnectCap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server may be gone before the outcomes of its jobs go to another one.</summary>
    public TimeSpan FailoverAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may take to answer Connect.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a claim may stay unanswered before the stream it went out on is replaced.</summary>
    public TimeSpan ClaimTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an outcome may stay unacknowledged on a living stream before another server is tried.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server that refused a claim though it has work is left alone, unless it announces more.</summary>
    public TimeSpan RefusalPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After the running jobs: how long is left to kill what still runs, deliver outcomes and say goodbye, in three equal parts.</summary>
    public TimeSpan LeaveWithin { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How many outcomes may wait for their acknowledgement before claiming pauses until half of them are left. Outcomes are never
    /// dropped, and what runs by then adds its own: at most one for each slot.
    /// </summary>
    public int MaxUnacknowledged { get; init; } = 256;

    /// <summary>As <see cref="MaxUnacknowledged"/>, in bytes of all of them together.</summary>
    public long MaxUnacknowledgedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Reads the options; every fault is added to <paramref name="failures"/>.</summary>
    public static SessionSettings Read(SessionOptions options, ICollection<string> failures)
    {
        if (string.IsNullOrWhiteSpace(options.JoinToken))
        {
            failures.Add($"{SessionOptions.JoinTokenKey}: is required; set it to the token that the API servers were given (Oj__JoinToken in the environment).");
        }

        return new SessionSettings
        {
            Slots = ReadNumber(SessionOptions.SandboxCountKey, options.SandboxCount,
                Math.Clamp(Environment.ProcessorCount, 1, MostSlots), least: 1, MostSlots, failures),
            JoinToken = options.JoinToken?.Trim() ?? "",
            Zone = ReadZone(options.Zone, failures),
            ZonePreference = DurationText.Read(SessionOptions.ZonePreferenceKey, options.ZonePreference,
                TimeSpan.FromSeconds(2), TimeSpan.Zero, TimeSpan.FromHours(1), failures),
            MaxConnections = ReadNumber(SessionOptions.MaxConnectionsKey, options.MaxConnections, byDefault: 0, least: 0, MostConnections, failures),
            MaxUnacknowledged = ReadNumber(SessionOptions.MaxUnacknowledgedKey, options.MaxUnacknowledged, byDefault: 256, least: 1, MostUnacknowledged, failures),
            MaxUnacknowledgedBytes = 1024L * 1024 * ReadNumber(
                SessionOptions.MaxUnacknowledgedMibKey, options.MaxUnacknowledgedMib, byDefault: 256, least: 1, MostUnacknowledgedMib, failures),
            ShutdownTimeout = ReadShutdownTimeout(options.ShutdownTimeout, failures),
            ReconnectCap = DurationText.Read(SessionOptions.ReconnectCapKey, options.ReconnectCap,
                TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(5), failures),
            FailoverAfter = DurationText.Read(SessionOptions.FailoverAfterKey, options.FailoverAfter,
                TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromMinutes(1), failures),
        };
    }

    private static TimeSpan ReadShutdownTimeout(string? text, ICollection<string> failures) =>
        DurationText.Read(SessionOptions.ShutdownTimeoutKey, text, TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromHours(1), failures);

    private static string ReadZone(string? text, ICollection<string> failures)
    {
        var zone = text?.Trim() ?? "";
        if (zone.Length > LongestZone)
        {
            failures.Add($"{SessionOptions.ZoneKey}: has {zone.Length} characters; {LongestZone} are allowed.");
        }

        return zone;
    }

    private static int ReadNumber(string key, string? text, int byDefault, int least, int most, ICollection<string> failures)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return byDefault;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        failures.Add($"{key}: '{text}' is not a whole number from {least} to {most}.");
        return byDefault;
    }
}
