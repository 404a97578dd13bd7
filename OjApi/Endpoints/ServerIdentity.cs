namespace OjApi.Endpoints;

/// <summary>Who this replica is.</summary>
/// <param name="Id">Unique per process; owner of its submissions in the store.</param>
/// <param name="Zone">Failure zone. Empty means unknown.</param>
internal sealed record ServerIdentity(string Id, string Zone)
{
    /// <summary>A new identity for this process: the host's name for people, and a random part for uniqueness.</summary>
    public static ServerIdentity Create(IConfiguration configuration) =>
        new($"{Environment.MachineName}-{Guid.NewGuid().ToString("N")[..12]}", configuration["Oj:Zone"] ?? "");
}
