namespace OjApi.Scheduling;

/// <summary>How an attempt ended that a later one has replaced. The numbers are stored.</summary>
internal enum AttemptEnding
{
    /// <summary>The sandbox could not judge it.</summary>
    Failed = 1,

    /// <summary>No sandbox had it any more.</summary>
    Lost = 2,

    /// <summary>The process of the sandbox died, as far as could be seen.</summary>
    Died = 3,

    /// <summary>The sandbox left and gave it back.</summary>
    HandedBack = 4,

    /// <summary>With a verdict.</summary>
    Judged = 5,

    /// <summary>With the last failed delivery that there may be.</summary>
    GivenUp = 6,

    /// <summary>With the last death of a sandbox that there may be.</summary>
    Quarantined = 7,

    /// <summary>By a client who did not want it any more.</summary>
    Cancelled = 8,
}
