using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Audit;

/// <summary>Whether the store agrees with what was acknowledged.</summary>
internal static class StoreAudit
{
    /// <param name="rows">All that is stored.</param>
    /// <param name="acknowledged">The tokens that were acknowledged.</param>
    /// <returns>What is wrong; nothing when all that was acknowledged is there once, and all that is there has a verdict.</returns>
    public static IReadOnlyList<Finding> Compare(IReadOnlyList<StoredRow> rows, IEnumerable<string> acknowledged)
    {
        var byToken = rows.ToLookup(row => row.Token);
        var lost = acknowledged.Where(token => !byToken.Contains(Guid.Parse(token)))
            .Select(token => new Finding(token, IsLost: true, "was acknowledged and is not in the store"));
        var open = rows.Where(row => row.State != StoredRow.Final || row.FinalSequence is null)
            .Select(row => new Finding(row.Token.ToString(), IsLost: true, $"is in the store without a verdict: {row}"));
        var twice = byToken.Where(each => each.Count() > 1)
            .Select(each => new Finding(each.Key.ToString(), IsLost: false, $"is in the store {each.Count()} times"));
        var samePlace = rows.Where(row => row.FinalSequence is not null).GroupBy(row => row.FinalSequence).Where(same => same.Count() > 1)
            .SelectMany(same => same)
            .Select(row => new Finding(row.Token.ToString(), IsLost: false, $"has another's place of a verdict: {row}"));
        var history = rows.Where(row => row.Earlier != row.Attempt - 1 || row.EarlierVerdicts > 0)
            .Select(row => new Finding(row.Token.ToString(), IsLost: false, $"has a history that does not fit: {row}"));
        return [.. lost, .. open, .. twice, .. samePlace, .. history];
    }
}
