namespace OjApi.Scheduling;

/// <summary>What becomes of a submission after a delivery that came to nothing.</summary>
internal enum RedeliveryStep
{
    /// <summary>It is delivered again.</summary>
    Again,

    /// <summary>It ends as an internal error: there were as many failed deliveries as there may be.</summary>
    GiveUp,

    /// <summary>It ends as an internal error: as many sandboxes died of it as may.</summary>
    Quarantine,
}
