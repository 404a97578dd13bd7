namespace OjSandbox.Session.Slots;

/// <summary>
/// Which server the next free slot asks: the one whose oldest waiting job has waited longest, so that none starves, except
/// that jobs of the sandbox's own zone go before those of another that have waited less than the preference. So a job is
/// passed over for a younger one only during that time of its life, however much waits in the own zone; and no slot stays
/// free for the sake of a zone.
/// </summary>
internal static class ClaimPolicy
{
    /// <summary>Whether a server counts as one of the own zone. An unknown (empty) zone on either side does.</summary>
    public static bool IsNear(string own, string server) => own.Length == 0 || server.Length == 0 || string.Equals(own, server, StringComparison.Ordinal);

    /// <summary>Whether the next slot goes to another zone.</summary>
    /// <param name="near">Since when the oldest job of the own zone has waited; <see langword="null"/> when none waits.</param>
    /// <param name="far">The same of the other zones.</param>
    /// <param name="preference">How long a job may have waited to be passed over for a younger one of the own zone.</param>
    public static bool GoesFar(TimeSpan? near, TimeSpan? far, TimeSpan preference, TimeSpan now) =>
        far is not null && (near is null || (far < near && now - far >= preference));
}
