using System.Text;

namespace OjSandbox.Isolation;

/// <summary>Looks from inside whether a box holds: what is written down about it is not believed, but tried.</summary>
internal static class IsolationProbe
{
    private const int MostOfAnswer = 64 * 1024;

    /// <summary>Tries a box out.</summary>
    /// <exception cref="IsolationException">It does not hold; the message says in what.</exception>
    public static async Task RunAsync(Boxes boxes, CancellationToken cancellationToken)
    {
        await using var box = await boxes.StartAsync([], cancellationToken);
        var look = Request("/bin/cat", "/proc/self/status", "/proc/net/dev");
        using var outcome = await box.RunAsync(look, cancellationToken);
        Check(outcome.ExitCode == 0, "a program in it does not run");
        var lines = Encoding.ASCII.GetString(outcome.Output.Read(MostOfAnswer)).Split('\n');
        Check(Field("CapEff") == "0000000000000000" && Field("CapBnd") == "0000000000000000", "programs in it have capabilities");
        Check(Field("NoNewPrivs") == "1", "programs in it can gain privileges");
        Check(Field("Seccomp") == "2", "system calls are not filtered in it");
        Check(!Field("Uid").Split('\t').Contains("0"), "programs in it run as root");
        Check(!lines.Any(line => IsInterface(line) && !line.TrimStart().StartsWith("lo:", StringComparison.Ordinal)), "it has a network");
        Check(outcome.Cpu > TimeSpan.Zero && outcome.PeakMemoryBytes > 0, "CPU time and memory are not measured in it");
        await CheckMemoryLimitAsync(box, cancellationToken);

        string Field(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";
    }

    private static async Task CheckMemoryLimitAsync(Box box, CancellationToken cancellationToken)
    {
        // The whole of an endless line is kept: memory grows until something stops it.
        using var outcome = await box.RunAsync(Request("/usr/bin/tail", "/dev/zero"), cancellationToken);
        Check(outcome.OutOfMemory, "memory is not limited in it");
    }

    private static RunRequest Request(params string[] command) => new()
    {
        Command = command,
        Limits = new RunLimits
        {
            Cpu = TimeSpan.FromSeconds(10),
            Wall = TimeSpan.FromSeconds(20),
            MemoryBytes = 16 * 1024 * 1024,
            Processes = 8,
            FileSizeBytes = MostOfAnswer,
        },
    };

    // A line of /proc/net/dev: name and sixteen counters.
    private static bool IsInterface(string line) =>
        line.Split(':') is [_, var counters] && counters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 16;

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new IsolationException($"A box does not isolate: {otherwise}.");
        }
    }
}
