using System.Collections.Concurrent;
using System.Globalization;
using OjApi.Submissions;
using Xunit.Abstractions;

namespace OjAspire.Tests.Gateway.Fuzzing;

/// <summary>
/// Damaged, disordered and senseless messages are thrown at a live server while an honest sandbox judges there.
/// <c>OJ_FUZZ_SECONDS</c> says for how long (5), <c>OJ_TEST_SEED</c> repeats what the peers of an earlier run drew.
/// </summary>
[Collection(Alone.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Peers = 4;
    private const long MostGrowth = 32 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Nothing_that_hostile_peers_send_disturbs_the_server_or_an_honest_sandbox()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("OJ_FUZZ_SECONDS") ?? "5", CultureInfo.InvariantCulture);
        var seed = int.Parse(
            Environment.GetEnvironmentVariable("OJ_TEST_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"OJ_TEST_SEED={seed}");
        var unobserved = new ConcurrentQueue<Exception>();
        void Observe(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception);
        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            await using var host = await GatewayHost.StartAsync(TimeProvider.System);

            // What becomes of a job that only hostile peers took, three times.
            host.ExpectedErrors.Add("JobGivenUp");
            using var honest = await host.ConnectAsync(ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()));
            await RunAsync(host, honest, seed, WarmUp);
            var before = GC.GetTotalMemory(forceFullCollection: true);

            var (attacks, judged) = await RunAsync(host, honest, seed + 1, TimeSpan.FromSeconds(seconds));

            await WhenOnlyHonestIsLeftAsync(host, honest);
            var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.WaitForPendingFinalizers();
            output.WriteLine($"{attacks} attacks, {judged} jobs judged meanwhile, {growth / 1024} KiB more in use");
            Assert.True(growth < MostGrowth, $"{growth} bytes more are in use");
            Assert.True(judged >= seconds, $"only {judged} jobs were judged");
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }

        // Other tests run beside this one; what their parts leave unobserved says nothing about the server.
        Assert.DoesNotContain(unobserved, exception => exception.ToString().Contains(" at OjApi.", StringComparison.Ordinal));
    }

    private static async Task<(int Attacks, int Judged)> RunAsync(GatewayHost host, ScriptedSandbox honest, int seed, TimeSpan time)
    {
        using var end = new CancellationTokenSource(time, TimeProvider.System);
        var bait = new Guid[20];
        for (var i = 0; i < bait.Length; i++)
        {
            bait[i] = await host.SubmitAsync(Conversation.Language);
        }

        var peers = Enumerable.Range(0, Peers)
            .Select(number => Task.Run(() => AttackUntilAsync(new HostilePeer(host, new Random(seed + (1000 * number)), bait), end.Token)))
            .ToArray();
        var judged = 0;
        while (!end.IsCancellationRequested)
        {
            await JudgeAsync(host, honest);
            judged++;
            if (host.Scheduler.Waiting().Count == 0)
            {
                bait[judged % bait.Length] = await host.SubmitAsync(Conversation.Language);
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return ((await Task.WhenAll(peers)).Sum(), judged);
    }

    private static async Task<int> AttackUntilAsync(HostilePeer peer, CancellationToken end)
    {
        var attacks = 0;
        for (; !end.IsCancellationRequested; attacks++)
        {
            await peer.AttackAsync();
        }

        return attacks;
    }

    private static async Task JudgeAsync(GatewayHost host, ScriptedSandbox honest)
    {
        await honest.ReportAsync();
        var token = await host.SubmitAsync();
        var job = await honest.TakeJobAsync(token.ToString());
        await honest.DeliverAsync(job);
        Assert.Equal((token.ToString(), SubmissionState.Final, 1), (job.Token, host.Store[token].State, host.Store.Finals[token]));
    }

    private static Task WhenOnlyHonestIsLeftAsync(GatewayHost host, ScriptedSandbox honest) => Eventually.TrueAsync(async () =>
    {
        await honest.ReportAsync();
        await honest.ProbeAsync("end");
        return host is { OpenStreams: 1, HeldIds: 1 } && host.Scheduler.Sandboxes().Count == 1;
    });
}
