using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>One sandbox as this replica sees it, for display.</summary>
/// <param name="Hello">Who it is, on the stream that reported last.</param>
/// <param name="Slots">How many jobs it runs at once.</param>
/// <param name="Report">Its newest report; absent before the first.</param>
/// <param name="ConnectedAt">When the stream that reported last was opened.</param>
/// <param name="LastReportAt">When the newest report came; absent before the first.</param>
/// <param name="Streams">Its streams to this replica; at least one.</param>
internal sealed record SandboxView(
    SandboxHello Hello,
    int Slots,
    SandboxReport? Report,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastReportAt,
    ImmutableArray<StreamView> Streams)
{
    /// <summary>Whether it takes work, as far as it has told.</summary>
    public SandboxAvailability Availability => Report?.Availability ?? SandboxAvailability.Ready;

    /// <summary>How many slots are running a job, whichever replica assigned it.</summary>
    public int Running => Report?.Running.Length ?? 0;
}
