using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>One stream of a sandbox to this replica, for display.</summary>
/// <param name="SandboxId">The id that the sandbox uses on this stream only.</param>
/// <param name="ConnectedAt">When it was opened.</param>
/// <param name="LastReportAt">When the newest report came on it; absent before the first.</param>
/// <param name="OpenClaims">Claims that were not answered yet when that report was made.</param>
/// <param name="Held">Tokens of the submissions of this replica that the sandbox holds by this stream.</param>
internal sealed record StreamView(
    string SandboxId,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastReportAt,
    int OpenClaims,
    ImmutableArray<Guid> Held)
{
    /// <summary>For how long nothing was reported on it.</summary>
    public TimeSpan SilentFor(DateTimeOffset now) => now - (LastReportAt ?? ConnectedAt);
}
