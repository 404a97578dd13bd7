namespace OjSandbox.Session.Slots;

/// <summary>Which server the next free slot asks: the one whose oldest waiting job has waited longest, so that none starves.</summary>
internal static class ClaimPolicy
{
    /// <summary>The server to claim from, or <see langword="null"/> when nothing waits that is not claimed already.</summary>
    public static StreamRecord? Choose(IEnumerable<StreamRecord> streams, TimeSpan now) => streams
        .Where(stream => stream.CanClaim(now))
        .OrderBy(stream => stream.OldestSince)
        .ThenBy(stream => stream.Claims)
        .FirstOrDefault();
}
