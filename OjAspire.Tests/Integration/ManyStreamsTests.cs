using System.Diagnostics;
using OjAspire.Tests.Processes;
using Xunit.Abstractions;

namespace OjAspire.Tests.Integration;

/// <summary>The short form of the benchmark of many streams: a whole API server and a sandbox's session, each in a process of its own.</summary>
[Collection(Alone.Name)]
public sealed class ManyStreamsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Sixty_streams_on_either_side_cost_no_more_memory_than_promised()
    {
        string[] arguments = ["streams", "--endpoints", "60", "--sandboxes", "60", "--idle", "0", "--settle", "1", "--jobs", "0", "--compare", "0"];
        // The executable itself, which is what `dotnet run` starts.
        var start = new ProcessStartInfo(Path.ChangeExtension(ProcessCluster.Built("OjAspire.Benchmarks"), null), arguments) { RedirectStandardOutput = true };
        using var benchmark = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        try
        {
            output.WriteLine(await benchmark.StandardOutput.ReadToEndAsync(patience.Token));
            await benchmark.WaitForExitAsync(patience.Token);
        }
        finally
        {
            benchmark.Kill(entireProcessTree: true);
        }

        Assert.Equal(0, benchmark.ExitCode);
    }
}
