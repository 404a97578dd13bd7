namespace OjApi.Submissions;

/// <summary>Whether a submission is judged anew.</summary>
internal enum RejudgeOutcome
{
    /// <summary>It is queued again.</summary>
    Queued,

    /// <summary>There is none with this token.</summary>
    Unknown,

    /// <summary>It is not final: it is being judged already.</summary>
    NotFinal,
}
