using OjAspire.Dashboard.Layout;

namespace OjAspire.Dashboard.Shortcuts;

/// <summary>The keys of every page, as Aspire's dashboard has them.</summary>
internal static class ShortcutList
{
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        new("r", "Resources.Title", Addresses.Resources),
        new("c", "ConsoleLogs.Title", Addresses.ConsoleLogs),
        new("s", "StructuredLogs.Title", Addresses.StructuredLogs),
        new("t", "Traces.Title", Addresses.Traces),
        new("m", "Metrics.Title", Addresses.Metrics),
        new("o", "Topology.Title", Addresses.Topology),
        new("?", "Help.Open", null),
    ];

    /// <summary>What a pressed key means, or null.</summary>
    public static Shortcut? Of(string key) =>
        All.FirstOrDefault(shortcut => string.Equals(shortcut.Key, key, StringComparison.OrdinalIgnoreCase));
}
