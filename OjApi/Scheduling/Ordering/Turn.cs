namespace OjApi.Scheduling.Ordering;

/// <summary>Where one tenant stands at one kind of sandbox.</summary>
internal sealed class Turn(string tenantName)
{
    /// <summary>Whose turn is first.</summary>
    public static readonly Comparer<Turn> Earliest = Comparer<Turn>.Create((left, right) =>
    {
        var byTime = left.At.CompareTo(right.At);
        return byTime != 0 ? byTime : left.Order.CompareTo(right.Order);
    });

    public string TenantName { get; } = tenantName;

    /// <summary>The tenant, while it has work for this kind of sandbox.</summary>
    public Tenant? Tenant { get; set; }

    /// <summary>The virtual time of its next job.</summary>
    public double At { get; set; }

    /// <summary>Who of two tenants at the same time stands there longer.</summary>
    public long Order { get; set; }
}
