using System.Net;
using System.Net.Http.Json;
using OjAspire.Tests.Gateway;

namespace OjAspire.Tests.Processes;

/// <summary>The disk under a database file fills up, and has room again.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private const string Address = "127.0.79.1";
    private const int LargeText = 500_000;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Submissions_are_refused_outcomes_wait_and_both_go_on_when_there_is_room_again()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_cluster.DirectoryPath, "disk")).FullName;
        var replica = await StartOnSmallDiskAsync(disk);
        _cluster.StartSandbox(1, [Address]);
        var client = _cluster.Client(Address);
        await client.WaitForSlotsAsync(1);
        var running = await client.SubmitAsync(46, $"sleep 2; head -c {LargeText} /dev/zero | tr '\\0' x");

        // The disk is seen by nobody else but through the process.
        var filler = $"/proc/{replica.Id}/root{disk}/filler";
        Fill(filler);
        await Eventually.TrueAsync(() => IsRefusedAsync(client.Http), "a full disk takes everything");
        await replica.WhenAsync(line => line.Contains("not available", StringComparison.Ordinal) && line.Contains("disk is full", StringComparison.Ordinal));
        await replica.WhenAsync(line => line.Contains($"The outcome of submission {running} could not be stored", StringComparison.Ordinal));
        File.Delete(filler);

        Assert.Equal("AC", (await client.WaitForVerdictAsync(running))["verdict"]!.GetValue<string>());
        Assert.Equal("AC", (await client.JudgeAsync(46, "echo 1", new { expected_output = "1\n" }))["verdict"]!.GetValue<string>());
        await replica.WhenAsync(line => line.Contains("The submission store is available again", StringComparison.Ordinal));
    }

    private async Task<ChildProcess> StartOnSmallDiskAsync(string disk)
    {
        var environment = _cluster.ReplicaEnvironment(
            Address, new Dictionary<string, string> { ["ConnectionStrings__oj"] = $"Data Source={Path.Combine(disk, "oj.db")}" });
        var replica = _cluster.Track(ChildProcess.Start(
            "unshare", ["--mount", "sh", "-c", "mount -t tmpfs -o size=8m tmpfs \"$0\" && exec \"$@\"", disk, ProcessCluster.Dotnet, ProcessCluster.Built("OjApi")], environment));
        await replica.WhenAsync("Application started. Press Ctrl+C to shut down.");
        return replica;
    }

    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var block = new byte[4096];
        try
        {
            for (var offset = 0L; ; offset += block.Length)
            {
                RandomAccess.Write(file, block, offset);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Sends more than what may be left in files that are there already.</summary>
    private static async Task<bool> IsRefusedAsync(HttpClient client)
    {
        var body = new { language_id = 46, source_code = "exit #" + new string('x', LargeText) };
        using var response = await client.PostAsJsonAsync("/submissions", body);
        var answer = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.ServiceUnavailable
            && response.Headers.RetryAfter is not null
            && answer.Contains("the submission store is not available", StringComparison.Ordinal);
    }
}
