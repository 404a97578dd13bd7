namespace OjAspire.ClusterSim.Clients;

/// <summary>A final verdict as a replica told it.</summary>
/// <param name="Status">The status, as the interface numbers them.</param>
/// <param name="FinishedAt">When it was recorded, as written in the answer.</param>
internal sealed record SeenVerdict(int Status, string FinishedAt);
