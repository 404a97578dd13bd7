using System.Diagnostics;
using System.Globalization;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Processes;
using OjAspire.Tests.Session;

namespace OjAspire.Tests.Troubleshooting;

/// <summary>What docs/troubleshooting.md tells an operator to look for is what the programs say.</summary>
public sealed class TroubleshootingTests
{
    private const string Replica = "127.0.92.1";
    private const int Bash = 46;

    [Fact]
    public async Task Every_log_line_that_the_page_quotes_is_printed_when_that_goes_wrong()
    {
        await using var foreign = new ForeignServers();
        await using var cluster = ProcessCluster.Create();
        var here = string.Create(CultureInfo.InvariantCulture, $"{Replica}:{cluster.Port}");
        var replica = await cluster.StartReplicaAsync(
            Replica, new Dictionary<string, string> { ["Oj__Scheduling__OrphanGrace"] = "00:00:00.2", ["Oj__Scheduling__MaxDeliveries"] = "1" });
        string[] astray =
        [
            here,
            string.Create(CultureInfo.InvariantCulture, $"127.0.92.1:{ScriptedScheduler.FreePort()}"),
            await foreign.StartHttp1Async(),
            await foreign.StartHttp2Async(),
            await foreign.StartOtherVersionAsync(),
            "no-such-host.invalid:3001",
        ];
        var lost = cluster.StartSandbox(1, [], new Dictionary<string, string> { ["SCHEDULER_ADDRESS"] = string.Join(',', astray), ["Oj__JoinToken"] = "wrong" });
        var withdrawn = cluster.StartSandbox(1, [Replica], new Dictionary<string, string> { ["Isolation__Bubblewrap"] = "/nowhere/bwrap" });

        // Waits in a language that nobody serves, until a sandbox comes that does; that one dies over it.
        await cluster.Client(Replica).WaitForSlotsAsync(1);
        var token = await cluster.Client(Replica).SubmitAsync(Bash, "sleep 60", new { cpu_time_limit = 15, wall_time_limit = 20 });
        await replica.WhenAsync(line => line.Contains("in which none of the 1 connected", StringComparison.Ordinal));
        var dying = cluster.StartSandbox(1, [Replica]);
        await Eventually.TrueAsync(async () => (await cluster.Client(Replica).GetStatusAsync())["processing_count"]!.GetValue<int>() == 1);
        using (var process = Process.GetProcessById(dying.Id))
        {
            process.Kill(entireProcessTree: true);
        }

        await cluster.Client(Replica).WaitForVerdictAsync(token);
        await replica.WhenAsync(line => line.Contains("is served again", StringComparison.Ordinal));
        await withdrawn.TerminateAsync();

        Assert.NotEmpty(QuotedLines.All);
        foreach (var quoted in QuotedLines.All)
        {
            var printed = new[] { replica, lost, withdrawn, dying }.Any(process => process.Lines.Any(line => QuotedLines.IsQuote(quoted, line)));
            Assert.True(printed || await WasPrintedAsync(lost, quoted), $"nobody printed: {quoted}");
        }
    }

    /// <summary>The sandbox that went astray may still be at its first attempts.</summary>
    private static async Task<bool> WasPrintedAsync(ChildProcess process, string quoted)
    {
        try
        {
            await process.WhenAsync(line => QuotedLines.IsQuote(quoted, line));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
