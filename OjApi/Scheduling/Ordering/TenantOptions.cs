namespace OjApi.Scheduling.Ordering;

/// <summary>One tenant; configuration section <c>Oj:Scheduling:Tenants:NAME</c>.</summary>
internal sealed class TenantOptions
{
    /// <summary>How many turns the tenant gets for each one of a tenant of weight 1. Default 1; 1 to 1,000.</summary>
    public int Weight { get; set; } = 1;
}
