namespace OjApi.Submissions;

/// <summary>How far a submission has come. What is said late, or again, is never more than what is known.</summary>
/// <param name="Attempt">The attempt number of the delivery, from 1.</param>
/// <param name="Stage">How far that attempt has come.</param>
internal readonly record struct SubmissionProgress(int Attempt, SubmissionStage Stage) : IComparable<SubmissionProgress>
{
    public int CompareTo(SubmissionProgress other) => (Attempt, Stage).CompareTo((other.Attempt, other.Stage));
}
