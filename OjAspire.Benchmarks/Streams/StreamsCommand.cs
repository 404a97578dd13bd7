using System.Globalization;
using OjAspire.Benchmarks.Streams.Subjects;

namespace OjAspire.Benchmarks.Streams;

/// <summary>
/// Measures what many streams cost on either side, as against a bare gRPC client and server in the same run, and prints
/// two tables. What is measured runs in a process of its own.
/// </summary>
internal static class StreamsCommand
{
    private const int Some = 50;

    /// <returns>0 when a stream costs no more than promised on either side, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        StreamsOptions options;
        try
        {
            options = StreamsOptions.Parse(arguments);
        }
        catch (FormatException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            return 2;
        }

        var sides = new List<SideFigures>();
        var loads = new List<LoadFigures>();
        if (options.Endpoints > 0)
        {
            var sandbox = new SandboxSide(options);
            if (options.Compare)
            {
                Add(await sandbox.MeasureAsync(SubjectRoles.BareClient));
            }

            Add(await sandbox.MeasureAsync(SubjectRoles.Sandbox));
        }

        if (options.Sandboxes > 0)
        {
            var replica = new ReplicaSide(options);
            if (options.Compare)
            {
                Add(await replica.MeasureAsync(SubjectRoles.BareServer));
            }

            Add(await replica.MeasureAsync(SubjectRoles.Replica));
            foreach (var fewer in new[] { Some, 1 }.Where(fewer => options.Jobs > 0 && fewer < options.Sandboxes))
            {
                loads.Add(await replica.LoadAsync(fewer));
            }
        }

        Print(sides);
        Print(loads);
        return sides.TrueForAll(side => side.IsWithinTarget) ? 0 : 1;

        void Add((SideFigures Side, LoadFigures? Load) measured)
        {
            sides.Add(measured.Side);
            if (measured.Load is { } load)
            {
                loads.Add(load);
            }
        }
    }

    private static void Print(List<SideFigures> sides)
    {
        Console.WriteLine();
        Console.WriteLine($"{"subject",-12} {"streams",7} {"RSS KiB/stream",14} {"managed KiB/stream",18} {"target KiB",10} {"connected s",11} {"idle CPU %",10} {"idle msg/s",10}");
        foreach (var side in sides)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{side.Subject,-12} {side.Streams,7} {side.ResidentPerStream / 1024,14:F1} {side.ManagedPerStream / 1024,18:F1} {SideFigures.TargetBytes / 1024,10:F0} {side.Reconciled.TotalSeconds,11:F2} {side.IdleProcessor * 100,10:F1} {side.IdleMessages,10:F0}"));
        }
    }

    private static void Print(List<LoadFigures> loads)
    {
        Console.WriteLine();
        Console.WriteLine($"{"subject",-12} {"streams",7} {"jobs/s",8} {"messages/job",12} {"CPU ms/job",10} {"lone job ms: median",19} {"p99",7} {"messages",8}");
        foreach (var load in loads)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{load.Subject,-12} {load.Streams,7} {load.JobsPerSecond,8:F0} {load.MessagesPerJob,12:F1} {load.ProcessorPerJob.TotalMilliseconds,10:F2} {load.Median.TotalMilliseconds,19:F2} {load.Slowest.TotalMilliseconds,7:F2} {load.LoneMessages,8:F1}"));
        }
    }
}
