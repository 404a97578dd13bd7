using OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>Short names of instruments: what is the same for all of them tells a reader nothing, and a count is of many.</summary>
internal static class FigureNames
{
    private const string Count = ".count";

    /// <summary>A short name for each; <c>app.queue.length</c> beside <c>app.slot.count</c> becomes <c>queue length</c>, and that
    /// <c>slots</c>.</summary>
    public static Dictionary<string, string> Shorten(IReadOnlyCollection<string> names)
    {
        var common = CommonParts([.. names.Select(name => name.Split('.'))]);
        return names.ToDictionary(name => name, name => Label(name, common), StringComparer.Ordinal);
    }

    private static string Label(string name, int common)
    {
        var isCount = name.EndsWith(Count, StringComparison.Ordinal) && name.Count(character => character == '.') > common;
        var words = string.Join(' ', (isCount ? name[..^Count.Length] : name).Split('.').Skip(common)).Replace('_', ' ');
        return isCount ? Nouns.Plural(words) : words;
    }

    // One at least remains of each; of a single name the first part goes, which is usually the application.
    private static int CommonParts(List<string[]> names)
    {
        var most = names.Count == 0 ? 0 : names.Count == 1 ? Math.Min(1, names[0].Length - 1) : names.Min(name => name.Length) - 1;
        var common = 0;
        while (common < most && names.TrueForAll(name => name[common] == names[0][common]))
        {
            common++;
        }
        return common;
    }
}
