namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One line as it is shown.</summary>
/// <param name="Source">Id of the resource or replica that wrote it.</param>
/// <param name="Number">Position in that resource's log, from 1.</param>
/// <param name="Time">When it was written, as far as the app host says; never before the line before it of the same source.</param>
/// <param name="IsError">Whether it came by standard error.</param>
/// <param name="Text">Its text without escape sequences.</param>
/// <param name="Spans">The same text, split by how it looks.</param>
public sealed record LogLine(string Source, long Number, DateTimeOffset? Time, bool IsError, string Text, IReadOnlyList<AnsiSpan> Spans);
