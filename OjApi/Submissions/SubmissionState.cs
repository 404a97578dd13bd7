namespace OjApi.Submissions;

/// <summary>How far a submission has come. The numbers are stored.</summary>
internal enum SubmissionState
{
    /// <summary>Committed and waiting for a slot.</summary>
    Queued = 0,

    /// <summary>Assigned to a sandbox under the submission's current attempt number.</summary>
    Assigned = 1,

    /// <summary>Has its one final verdict, or ended as an internal error. Never changes again.</summary>
    Final = 2,
}
