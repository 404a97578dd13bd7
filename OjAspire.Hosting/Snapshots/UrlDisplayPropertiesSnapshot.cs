namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an address is shown.</summary>
/// <param name="DisplayName">Text in its place; empty shows the address.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "");
