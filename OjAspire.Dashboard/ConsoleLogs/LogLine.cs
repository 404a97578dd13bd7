namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One line as it is shown.</summary>
/// <param name="Number">Position in the resource's log, from 1.</param>
/// <param name="IsError">Whether it came by standard error.</param>
/// <param name="Text">Its text without escape sequences.</param>
/// <param name="Spans">The same text, split by how it looks.</param>
public sealed record LogLine(long Number, bool IsError, string Text, IReadOnlyList<AnsiSpan> Spans);
