namespace OjSandbox.Judging;

/// <summary>Our own failure to judge: never a verdict about the program.</summary>
/// <param name="reason">What went wrong, for the operator.</param>
/// <param name="cause">What caused it.</param>
internal sealed class JudgeFailedException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>What the operator is told of a failure, whatever it is; with its type where nobody has thought of it.</summary>
    public static string Reason(Exception failure) =>
        failure is JudgeFailedException or Isolation.IsolationException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
}
