using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Streams;

/// <summary>
/// Rendezvous hashing, also called highest random weight (Thaler and Ravishankar, "A name-based mapping scheme for
/// rendezvous", 1996): every sandbox has a ranking of all endpoints of its own, in which each endpoint has a place that
/// does not depend on the others. So the first few are a fair share, and an endpoint that comes or goes moves nothing else.
/// </summary>
internal static class Rendezvous
{
    /// <summary>The endpoints, the one with the highest weight first.</summary>
    /// <param name="baseId">Whose ranking it is.</param>
    public static IReadOnlyList<SchedulerEndpoint> Rank(string baseId, IEnumerable<SchedulerEndpoint> endpoints) =>
    [
        .. endpoints.Select(endpoint => (Endpoint: endpoint, Weight: Weight(baseId, endpoint.Key)))
            .OrderByDescending(ranked => ranked.Weight)
            .ThenBy(ranked => ranked.Endpoint.Key, StringComparer.Ordinal)
            .Select(ranked => ranked.Endpoint),
    ];

    // 64 bits of SHA-256, the same in every process and version. A base id has no line break, so no two pairs are one text.
    private static ulong Weight(string baseId, string key) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{baseId}\n{key}")));
}
