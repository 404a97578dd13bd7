namespace OjApi.Scheduling;

/// <summary>How many replicas a sandbox knows and talks to, as it reported.</summary>
/// <param name="Known">Endpoints that its discovery knows.</param>
/// <param name="Chosen">Endpoints that it keeps a stream to; fewer than known only under a limit.</param>
/// <param name="Open">Streams that are connected now.</param>
/// <param name="Limit">Most endpoints that it may choose; <see langword="null"/> means no limit.</param>
internal sealed record SandboxConnections(int Known, int Chosen, int Open, int? Limit);
