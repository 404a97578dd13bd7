namespace OjApi.Scheduling;

/// <summary>One sandbox as this replica sees it, for display.</summary>
/// <param name="Hello">Who it is, on the stream that reported last.</param>
/// <param name="Slots">How many jobs it runs at once.</param>
/// <param name="Report">Its newest report; absent before the first.</param>
/// <param name="ConnectedAt">When the stream that reported last was opened.</param>
/// <param name="LastReportAt">When the newest report came; absent before the first.</param>
internal sealed record SandboxView(
    SandboxHello Hello,
    int Slots,
    SandboxReport? Report,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastReportAt);
