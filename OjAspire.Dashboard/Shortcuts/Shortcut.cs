namespace OjAspire.Dashboard.Shortcuts;

/// <summary>A key that leads somewhere from anywhere.</summary>
/// <param name="Key">As the browser names it.</param>
/// <param name="Title">Key of the text that says what it does.</param>
/// <param name="Address">Where it leads; null opens the help.</param>
internal sealed record Shortcut(string Key, string Title, string? Address);
