using System.Diagnostics;
using System.Globalization;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>
/// The process that is measured, apart from the one that makes its load. Obeys lines on its standard input: <c>measure</c>
/// collects all garbage and prints what is left; the end of the input ends it.
/// </summary>
internal static class Subject
{
    /// <summary>First argument of such a process; the second is its role.</summary>
    public const string Command = "subject";

    /// <summary>Begins every line that is meant for the parent.</summary>
    public const string Mark = "#";

    /// <summary>Runs one role until its standard input ends.</summary>
    public static async Task<int> RunAsync(string role)
    {
        using var ending = new CancellationTokenSource();
        var running = role switch
        {
            SubjectRoles.Replica => ReplicaSubject.RunAsync(),
            SubjectRoles.Sandbox => SandboxSubject.RunAsync(ending.Token),
            SubjectRoles.BareServer => BareServerSubject.RunAsync(ending.Token),
            SubjectRoles.BareClient => BareClientSubject.RunAsync(ending.Token),
            _ => throw new ArgumentException($"there is no role '{role}'", nameof(role)),
        };
        while (await Console.In.ReadLineAsync(ending.Token) is { } line)
        {
            if (running.IsFaulted)
            {
                await running;
            }

            if (line == "measure")
            {
                Measure();
            }
        }

        await ending.CancelAsync();
        return 0;
    }

    private static void Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Mark} {self.WorkingSet64} {GC.GetTotalMemory(forceFullCollection: true)} {self.TotalProcessorTime.TotalMilliseconds:F0}"));
    }
}
