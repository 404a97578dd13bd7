namespace OjSandbox.Judging;

/// <summary>What came of making a program out of a submission.</summary>
/// <param name="Succeeded">Whether there is something to run.</param>
/// <param name="Message">One sentence for the user; empty when there is nothing to add.</param>
/// <param name="Output">What the compiler wrote.</param>
internal sealed record CompileOutcome(bool Succeeded, string Message, byte[] Output)
{
    /// <summary>There was nothing to do.</summary>
    public static CompileOutcome Nothing { get; } = new(true, "", []);
}
