namespace OjApi.Scheduling.Ordering;

/// <summary>In what order the waiting jobs of a replica are given out.</summary>
internal enum JobOrder
{
    /// <summary>Tenants take turns; within a tenant by priority, then the oldest.</summary>
    Fair,

    /// <summary>The oldest, whatever its tenant and its priority.</summary>
    OldestFirst,
}
