using OjApi.Scheduling;

namespace OjApi.SandboxStatus;

/// <summary>
/// Whether what one replica sees is everything. It sees the sandboxes that are connected to it; a sandbox under a
/// connection limit leaves replicas out, and those that leave this one out cannot be seen from here.
/// </summary>
internal static class Completeness
{
    /// <summary>Why there may be sandboxes that this replica does not see; <see langword="null"/> when nothing speaks for that.</summary>
    public static string? Doubt(IReadOnlyCollection<SandboxView> sandboxes)
    {
        if (sandboxes.Count == 0)
        {
            return "No sandbox is connected to this replica, so none tells whether there are others that leave it out.";
        }

        var limited = sandboxes.Count(sandbox => sandbox.Report?.Connections is { } connections && connections.Chosen < connections.Known);
        return limited == 0 ? null :
            $"{limited} of {sandboxes.Count} sandbox(es) here connect to a part of the API servers only (MaxConnections); "
            + "others may leave this replica out, and their slots and jobs are not counted here.";
    }
}
