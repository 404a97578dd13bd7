namespace OjSandbox.Isolation;

/// <summary>A box could not be built or did not do what it is for. Never says anything about the program in it.</summary>
/// <param name="reason">What went wrong, for the operator.</param>
/// <param name="cause">What caused it.</param>
internal sealed class IsolationException(string reason, Exception? cause = null) : Exception(reason, cause);
