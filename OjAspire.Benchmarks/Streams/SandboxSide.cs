using System.Text.Json;
using OjAspire.Benchmarks.Streams.Subjects;

namespace OjAspire.Benchmarks.Streams;

/// <summary>One sandbox and many API servers.</summary>
internal sealed class SandboxSide(StreamsOptions options)
{
    private const int LoneJobs = 200;

    /// <summary>Measures one role.</summary>
    public async Task<(SideFigures Side, LoadFigures? Load)> MeasureAsync(string role)
    {
        await using var fleet = await SchedulerFleet.StartAsync(options.Endpoints);
        var directory = Directory.CreateTempSubdirectory("oj-streams-");
        try
        {
            var list = Path.Combine(directory.FullName, "replicas.json");
            var few = Math.Min(StreamsOptions.Few, options.Endpoints / 2);
            await PublishAsync(list, fleet.Addresses.Take(few));
            await using var subject = SubjectProcess.Start(role, new Dictionary<string, string>
            {
                ["Oj__ReplicaList"] = list,
                ["Oj__JoinToken"] = "token",
                ["SANDBOX_COUNT"] = "8",
            });
            await Waiting.UntilAsync(() => fleet.Connected.Count == few, "the first streams");
            await Task.Delay(options.Settle, TimeProvider.System);
            var before = await subject.MeasureAsync();

            var start = TimeProvider.System.GetTimestamp();
            await PublishAsync(list, fleet.Addresses);
            await Waiting.UntilAsync(() => fleet.Connected.Count == options.Endpoints, "all streams");
            var reconciled = TimeProvider.System.GetElapsedTime(start);
            await Task.Delay(options.Settle, TimeProvider.System);
            var after = await subject.MeasureAsync();

            var (processor, messages) = await Idle.MeasureAsync(subject, () => fleet.Messages, options.Idle);
            var more = options.Endpoints - few;
            var side = new SideFigures(
                role, options.Endpoints, (double)(after.Resident - before.Resident) / more, (double)(after.Managed - before.Managed) / more, reconciled, processor, messages);
            return (side, role == SubjectRoles.Sandbox && options.Jobs > 0 ? await LoadAsync(role, fleet, subject) : null);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<LoadFigures> LoadAsync(string role, SchedulerFleet fleet, SubjectProcess subject)
    {
        var finished = 0;
        fleet.Finished = (_, _) => Interlocked.Increment(ref finished);
        var schedulers = fleet.Connected.ToArray();
        var (processor, messages, start) = (subject.ProcessorTime, fleet.Messages, TimeProvider.System.GetTimestamp());
        for (var i = 0; i < schedulers.Length; i++)
        {
            await schedulers[i].OfferAsync((options.Jobs * (i + 1) / schedulers.Length) - (options.Jobs * i / schedulers.Length));
        }

        await Waiting.UntilAsync(() => Volatile.Read(ref finished) == options.Jobs, "every result");
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var (used, sent) = (subject.ProcessorTime - processor, fleet.Messages - messages);

        await Task.Delay(options.Settle, TimeProvider.System);
        var latencies = new List<TimeSpan>();
        messages = fleet.Messages;
        for (var i = 0; i < LoneJobs; i++)
        {
            var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            fleet.Finished = (_, at) => done.SetResult(at);
            var offered = TimeProvider.System.GetTimestamp();
            await schedulers[i % schedulers.Length].OfferAsync(1);
            latencies.Add(TimeProvider.System.GetElapsedTime(offered, await done.Task));
        }

        latencies.Sort();
        return new LoadFigures(
            role, schedulers.Length, options.Jobs / elapsed.TotalSeconds, (double)sent / options.Jobs, used / options.Jobs,
            latencies[LoneJobs / 2], latencies[LoneJobs * 99 / 100], (double)(fleet.Messages - messages) / LoneJobs);
    }

    private static async Task PublishAsync(string list, IEnumerable<Uri> addresses)
    {
        await File.WriteAllTextAsync(list + ".new", JsonSerializer.Serialize(addresses));
        File.Move(list + ".new", list, overwrite: true);
    }
}
