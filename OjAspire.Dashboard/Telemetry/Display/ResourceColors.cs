namespace OjAspire.Dashboard.Telemetry.Display;

/// <summary>
/// A colour for each sender, the same on every page and for every reader. Two have the same one only when there are more senders than
/// colours. Safe from any thread.
/// </summary>
internal sealed class ResourceColors
{
    /// <summary>How many there are: as many as app.css has <c>--resource-N</c>.</summary>
    public const int Count = 12;

    // Among so many nobody knows a sender by its colour; those that come later have one, but it is not remembered.
    private const int MostRemembered = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _colors = new(StringComparer.Ordinal);
    private readonly int[] _users = new int[Count];

    /// <summary>The colour of a sender as a CSS value.</summary>
    public string Of(TelemetryResource resource) => Of(resource.Id);

    /// <inheritdoc cref="Of(TelemetryResource)"/>
    public string Of(string resourceId)
    {
        lock (_gate)
        {
            if (!_colors.TryGetValue(resourceId, out var color))
            {
                color = Choose(resourceId);
                if (_colors.Count < MostRemembered)
                {
                    _colors.Add(resourceId, color);
                    _users[color]++;
                }
            }
            return $"var(--resource-{color + 1})";
        }
    }

    // The one that its name leads to, which is the same in every session, or the next that fewer have.
    private int Choose(string resourceId)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        var hash = 2166136261u;
        foreach (var character in resourceId)
        {
            hash = (hash ^ character) * 16777619u;
        }
        return Enumerable.Range(0, Count).Select(step => (int)((hash + (uint)step) % Count)).MinBy(color => _users[color]);
    }
}
