namespace OjSandbox.Session.Slots;

/// <summary>What the place of a server among those with work is decided by.</summary>
/// <param name="OldestSince">Since when its oldest job has waited; the earlier goes first.</param>
/// <param name="Claims">How many claims it has to answer already; of equals, the one with fewer goes first.</param>
internal readonly record struct ClaimRank(TimeSpan OldestSince, int Claims) : IComparable<ClaimRank>
{
    public int CompareTo(ClaimRank other) => OldestSince.CompareTo(other.OldestSince) is not 0 and var bySince ? bySince : Claims.CompareTo(other.Claims);
}
