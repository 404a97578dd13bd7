namespace OjSandbox.Judging;

/// <summary>Our own failure to judge: never a verdict about the program.</summary>
/// <param name="reason">What went wrong, for the operator.</param>
/// <param name="cause">What caused it.</param>
internal sealed class JudgeFailedException(string reason, Exception? cause = null) : Exception(reason, cause);
