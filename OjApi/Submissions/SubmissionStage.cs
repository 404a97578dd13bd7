namespace OjApi.Submissions;

/// <summary>How far one attempt at a submission has come before its outcome, as far as anybody has said.</summary>
internal enum SubmissionStage
{
    /// <summary>It waits for a slot.</summary>
    Queued,

    /// <summary>A sandbox has it.</summary>
    Processing,

    /// <summary>The sandbox compiles it.</summary>
    Compiling,

    /// <summary>The sandbox runs the program.</summary>
    Running,
}
