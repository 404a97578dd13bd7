using System.Globalization;

namespace OjAspire.Tests.Integration.Capacity;

/// <summary>
/// Counts the living boxes of a sandbox process from outside, in the kernel's own table of its children: what the sandbox
/// itself believes plays no part. A box lives for as long as its job, and a little longer.
/// </summary>
internal sealed class BoxWitness(int sandbox)
{
    private const string Box = "bwrap";

    /// <summary>Most boxes seen at once.</summary>
    public int Most { get; private set; }

    /// <summary>How often it looked.</summary>
    public int Looks { get; private set; }

    /// <summary>Looks once.</summary>
    /// <returns>How many boxes live now.</returns>
    public int Look()
    {
        Looks++;
        var boxes = Children().Count(IsLivingBox);
        Most = Math.Max(Most, boxes);
        return boxes;
    }

    private IEnumerable<string> Children()
    {
        // A child belongs to the thread that started it (proc(5), /proc/pid/task/tid/children).
        foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{sandbox}/task")))
        {
            foreach (var child in Read(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return child;
            }
        }
    }

    private static bool IsLivingBox(string process)
    {
        // "12 (bwrap) S ...": the name in parentheses, then the state; Z is a dead one that was not yet waited for.
        var stat = Read($"/proc/{process}/stat");
        var end = stat.LastIndexOf(')');
        return end > 0 && stat[..end].EndsWith($"({Box}", StringComparison.Ordinal) && stat[end + 2] is not ('Z' or 'X');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
