using System.Globalization;

namespace OjAspire.Tests.Hosting;

/// <summary>Processes as the kernel shows them.</summary>
internal static class Processes
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends when none of them is left; a zombie counts as gone.</summary>
    public static async Task GoneAsync(IReadOnlyCollection<int> processes)
    {
        using var patience = new CancellationTokenSource(SampleApplication.Patience, TimeProvider.System);
        while (processes.Any(IsAlive))
        {
            await Task.Delay(Step, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>The process's children, their children, and so on.</summary>
    public static IReadOnlyList<int> Descendants(int process)
    {
        List<int> found = [];
        foreach (var thread in Directory.GetDirectories($"/proc/{process}/task"))
        {
            foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var id = int.Parse(child, CultureInfo.InvariantCulture);
                found.Add(id);
                found.AddRange(Descendants(id));
            }
        }

        return found;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
