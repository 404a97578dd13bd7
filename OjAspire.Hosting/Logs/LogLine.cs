namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line that a replica wrote.</summary>
/// <param name="LineNumber">Position in its log, from 1, without gaps.</param>
/// <param name="Content">The line, cut at 8,192 characters.</param>
/// <param name="IsErrorMessage">Whether it came by standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage)
{
    /// <summary>When it was read, by the app host's clock.</summary>
    internal DateTimeOffset WrittenAt { get; init; }
}
