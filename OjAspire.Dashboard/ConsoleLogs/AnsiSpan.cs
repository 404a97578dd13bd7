namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>A piece of a line that looks alike.</summary>
public sealed record AnsiSpan(string Text, AnsiStyle Style);
