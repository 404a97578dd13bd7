namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of resources.</summary>
public static class KnownResourceStates
{
    /// <summary>Its process is about to start, or to start again.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its process runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Its process could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>Its process has been asked to end.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Its process has ended by itself, with an error.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Its process has ended as asked, or by itself without an error.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It waits for another resource before it starts.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It has not been started.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>States of a resource that has no process.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
