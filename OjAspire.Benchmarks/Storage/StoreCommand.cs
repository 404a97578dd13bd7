using System.Globalization;
using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjAspire.Benchmarks.Storage;

/// <summary>Measures what a replica's store takes: committed submissions and verdicts, from one client at a time and from many.</summary>
internal static class StoreCommand
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string connectionString)
    {
        using var host = Build(connectionString);
        await host.StartAsync();
        var store = host.Services.GetRequiredService<ISubmissionStore>();
        var commits = host.Services.GetRequiredService<GroupCommit>();

        // Compiles the queries and fills the pool.
        await MeasureAsync(store, clients: 128, TimeSpan.FromSeconds(2));
        Console.WriteLine("| clients | submissions/s | median ms | p99 ms | verdicts/s | median ms | p99 ms | writes per commit |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var clients in (int[])[1, 16, 128])
        {
            var before = commits.Commits;
            var (adds, finals) = await MeasureAsync(store, clients, Lasting);
            var perCommit = (adds.Count + finals.Count) / (double)(commits.Commits - before);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {clients} | {adds} | {finals} | {perCommit:0.0} |"));
        }

        await host.StopAsync();
        return 0;
    }

    private static IHost Build(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(StorageOptions.Key, connectionString)]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.AddSubmissionStorage();
        return builder.Build();
    }

    /// <summary>Every client adds for a while, one after the other; then all of it gets its verdict in the same way.</summary>
    private static async Task<(Phase Adds, Phase Finals)> MeasureAsync(ISubmissionStore store, int clients, TimeSpan lasting)
    {
        var start = TimeProvider.System.GetTimestamp();
        var added = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var tokens = new List<Guid>();
            var times = new List<double>();
            while (TimeProvider.System.GetElapsedTime(start) < lasting)
            {
                var submission = Create();
                times.Add(await TimeAsync(() => store.AddAsync([submission], default)));
                tokens.Add(submission.Token);
            }

            return (Tokens: tokens, Times: times);
        })));
        var addsTook = TimeProvider.System.GetElapsedTime(start);
        start = TimeProvider.System.GetTimestamp();
        var finals = await Task.WhenAll(added.Select(client => Task.Run(async () =>
        {
            var times = new List<double>();
            foreach (var token in client.Tokens)
            {
                times.Add(await TimeAsync(() => store.FinishAsync(token, 1, Accepted(), TimeProvider.System.GetUtcNow(), default)));
            }

            return times;
        })));
        return (
            new Phase([.. added.SelectMany(client => client.Times)], addsTook),
            new Phase([.. finals.SelectMany(times => times)], TimeProvider.System.GetElapsedTime(start)));
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Submission Create() => new()
    {
        Token = Guid.NewGuid(),
        LanguageId = 71,
        Spec = new JobSpec { LanguageKey = "py", SourceCode = ByteString.CopyFromUtf8(new string('x', 1000)), NumberOfRuns = 1 },
        CreatedAt = TimeProvider.System.GetUtcNow(),
        Owner = "benchmark",
    };

    private static JudgeResult Accepted() => new() { Verdict = Verdict.Accepted, Stdout = ByteString.CopyFromUtf8(new string('1', 200)) };
}
