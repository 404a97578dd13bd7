namespace OjApi.Submissions;

/// <summary>Why a final submission has no verdict. The numbers are stored.</summary>
internal enum Unjudged
{
    /// <summary>We failed to judge it as often as we may try.</summary>
    GivenUp = 1,

    /// <summary>Sandbox processes died while they judged it, as often as they may.</summary>
    Quarantined = 2,

    /// <summary>A client did not want it any more.</summary>
    Cancelled = 3,
}
