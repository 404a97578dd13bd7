namespace OjAspire.ClusterSim.Clients;

/// <summary>What is not as it was promised to be.</summary>
/// <param name="Token">Of which submission.</param>
/// <param name="IsLost">Whether it has no verdict, or is not known at all; else it has a wrong one, or more than one.</param>
/// <param name="What">What was seen.</param>
internal sealed record Finding(string Token, bool IsLost, string What)
{
    public override string ToString() => $"{Token} {What}";
}
