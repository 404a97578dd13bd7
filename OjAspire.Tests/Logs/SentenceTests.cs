using System.Globalization;
using System.Text.RegularExpressions;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Logs;

/// <summary>The sentences that operators search for, word for word, as real processes print them.</summary>
public sealed partial class SentenceTests
{
    [Fact]
    public async Task Processes_print_the_documented_sentences_for_addresses_of_either_family()
    {
        await using var cluster = ProcessCluster.Create();
        var four = await cluster.StartReplicaAsync("127.0.0.1");
        var six = await cluster.StartReplicaAsync("::1");
        var port = cluster.Port.ToString(CultureInfo.InvariantCulture);

        var sandbox = cluster.StartSandbox(slots: 1, ["[::1]", "127.0.0.1"]);
        await sandbox.WhenAsync(line => BaseIdSentence().IsMatch(line.Trim()));
        await sandbox.WhenAsync($"Connecting to new scheduler at 127.0.0.1:{port}");
        await sandbox.WhenAsync($"Connecting to new scheduler at [::1]:{port}");
        await sandbox.WhenAsync($"Managing connections to 2 scheduler(s): [127.0.0.1:{port} [::1]:{port}]");
        await sandbox.WhenAsync($"Connected to scheduler at 127.0.0.1:{port}");
        await sandbox.WhenAsync($"Connected to scheduler at [::1]:{port}");

        var baseId = BaseIdSentence().Match(sandbox.Lines.Select(line => line.Trim()).First(line => BaseIdSentence().IsMatch(line))).Groups[1].Value;
        await four.WhenAsync($"Sandbox {baseId}-127-0-0-1-{port} connected successfully");
        await six.WhenAsync($"Sandbox {baseId}---1-{port} connected successfully");

        await cluster.KillReplicaAsync("127.0.0.1");
        await cluster.KillReplicaAsync("::1");
        foreach (var address in (string[])["127.0.0.1", "[::1]"])
        {
            await sandbox.WhenAsync(line => line.Trim().StartsWith($"Failed to connect to scheduler at {address}:{port}: ", StringComparison.Ordinal)
                && line.Contains("Connection refused", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("^Sandbox base ID: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$")]
    private static partial Regex BaseIdSentence();
}
