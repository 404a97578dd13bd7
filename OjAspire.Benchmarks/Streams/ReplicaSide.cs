using System.Globalization;
using System.Net.Http.Json;
using OjAspire.Benchmarks.Streams.Subjects;

namespace OjAspire.Benchmarks.Streams;

/// <summary>One API server and many sandboxes.</summary>
internal sealed class ReplicaSide(StreamsOptions options)
{
    private const string JoinToken = "token";
    private const int LoneJobs = 100;
    private const int Batch = 20;
    private const int Clients = 4;
    private static readonly object Program = new { language_id = 54, source_code = "int main() {}" };

    /// <summary>Measures one role.</summary>
    public async Task<(SideFigures Side, LoadFigures? Load)> MeasureAsync(string role)
    {
        using var server = await RunningServer.StartAsync(role, JoinToken);
        await using var fleet = new SandboxFleet(server.Address, JoinToken);
        var few = Math.Min(StreamsOptions.Few, options.Sandboxes / 2);
        await fleet.GrowAsync(few);
        await Task.Delay(options.Settle, TimeProvider.System);
        var before = await server.Process.MeasureAsync();

        var more = options.Sandboxes - few;
        var start = TimeProvider.System.GetTimestamp();
        await fleet.GrowAsync(more);
        var reconciled = TimeProvider.System.GetElapsedTime(start);
        await Task.Delay(options.Settle, TimeProvider.System);
        var after = await server.Process.MeasureAsync();

        var (processor, messages) = await Idle.MeasureAsync(server.Process, () => fleet.Messages, options.Idle);
        var side = new SideFigures(
            role, options.Sandboxes, (double)(after.Resident - before.Resident) / more, (double)(after.Managed - before.Managed) / more, reconciled, processor, messages);
        return (side, role == SubjectRoles.Replica && options.Jobs > 0 ? await LoadAsync(server, fleet, options.Sandboxes) : null);
    }

    /// <summary>Only the load, with so many sandboxes.</summary>
    public async Task<LoadFigures> LoadAsync(int sandboxes)
    {
        using var server = await RunningServer.StartAsync(SubjectRoles.Replica, JoinToken);
        await using var fleet = new SandboxFleet(server.Address, JoinToken);
        await fleet.GrowAsync(sandboxes);
        await Task.Delay(options.Settle, TimeProvider.System);
        return await LoadAsync(server, fleet, sandboxes);
    }

    private async Task<LoadFigures> LoadAsync(RunningServer server, SandboxFleet fleet, int sandboxes)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        await SubmitAsync(http, Clients * Batch);
        await Waiting.UntilAsync(() => fleet.Acknowledged == Clients * Batch, "the first results");

        var (processor, messages, start) = (server.Process.ProcessorTime, fleet.Messages, TimeProvider.System.GetTimestamp());
        await SubmitAsync(http, options.Jobs);
        await Waiting.UntilAsync(() => fleet.Acknowledged == (Clients * Batch) + options.Jobs, "every result");
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var (used, sent) = (server.Process.ProcessorTime - processor, fleet.Messages - messages);

        await Task.Delay(options.Settle, TimeProvider.System);
        var latencies = new List<TimeSpan>();
        messages = fleet.Messages;
        for (var i = 0; i < LoneJobs; i++)
        {
            var sentAt = TimeProvider.System.GetTimestamp();
            using var response = await http.PostAsJsonAsync("/submissions?wait=true", Program);
            response.EnsureSuccessStatusCode();
            latencies.Add(TimeProvider.System.GetElapsedTime(sentAt));
        }

        latencies.Sort();
        return new LoadFigures(
            SubjectRoles.Replica, sandboxes, options.Jobs / elapsed.TotalSeconds, (double)sent / options.Jobs, used / options.Jobs,
            latencies[LoneJobs / 2], latencies[LoneJobs * 99 / 100], (double)(fleet.Messages - messages) / LoneJobs);
    }

    private static async Task SubmitAsync(HttpClient http, int jobs)
    {
        var left = jobs;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Add(ref left, -Batch) >= 0)
            {
                using var response = await http.PostAsJsonAsync("/submissions/batch", new { submissions = Enumerable.Repeat(Program, Batch) });
                response.EnsureSuccessStatusCode();
            }
        }));
    }

    /// <summary>An API server in a process of its own with a store of its own.</summary>
    private sealed class RunningServer(SubjectProcess process, Uri address, DirectoryInfo directory) : IDisposable
    {
        public SubjectProcess Process => process;

        public Uri Address => address;

        public static async Task<RunningServer> StartAsync(string role, string joinToken)
        {
            var directory = Directory.CreateTempSubdirectory("oj-streams-");
            var port = SubjectProcess.FreePort();
            var process = SubjectProcess.Start(role, new Dictionary<string, string>
            {
                ["API_HOST"] = "127.0.0.1",
                ["API_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["ConnectionStrings__oj"] = $"Data Source={Path.Combine(directory.FullName, "oj.db")}",
                ["Oj__JoinToken"] = joinToken,
                // As the API server's own host settings say.
                ["DOTNET_gcServer"] = "1",
            });
            await Waiting.UntilAsync(() => Listens(port), $"the {role}");
            return new RunningServer(process, new Uri($"http://127.0.0.1:{port}"), directory);
        }

        public void Dispose()
        {
            process.DisposeAsync().AsTask().GetAwaiter().GetResult();
            directory.Delete(recursive: true);
        }

        private static bool Listens(int port)
        {
            try
            {
                using var probe = new System.Net.Sockets.TcpClient("127.0.0.1", port);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return false;
            }
        }
    }
}
