using System.Globalization;
using OjApi.Scheduling;
using OjApi.Submissions;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>
/// Many random histories of messages, broken and silent links, and dying and leaving sandboxes and servers, with the real
/// core at one end of every link and the real slots at the other. In each, no sandbox ever runs more jobs than it has
/// slots, no job runs in two places unless something went wrong, and in the end every acknowledged submission has ended
/// exactly once and every slot is free; what a client has cancelled is stopped. <c>OJ_TEST_SEED</c> set to the seed that a failure names shows that history again;
/// <c>OJ_TEST_SCHEDULES</c> says how many there are.
/// </summary>
public sealed class RandomScheduleTests(ITestOutputHelper output)
{
    private const int Histories = 100;
    private const int Steps = 800;

    [Theory]
    [InlineData(Faults.None)]
    [InlineData(Faults.Links)]
    [InlineData(Faults.Everything)]
    internal async Task Every_random_history_keeps_to_the_slots_and_ends_every_submission_exactly_once(Faults faults)
    {
        var given = Read("OJ_TEST_SEED");
        var first = given ?? Random.Shared.Next(int.MaxValue / 2);
        var histories = given is null ? Read("OJ_TEST_SCHEDULES") ?? Histories : 1;
        output.WriteLine($"first seed: {first}");
        var (ended, runs, twice) = (0, 0, 0);
        for (var seed = first; seed < first + histories; seed++)
        {
            using var world = new SimulatedWorld(seed);
            try
            {
                runs += await RunAsync(world, faults);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"OJ_TEST_SEED={seed} shows: {exception.Message}", exception);
            }

            ended += world.Acknowledged.Count;
            twice += world.Witness.RunTwiceAtOnce;
        }

        output.WriteLine($"{histories} histories, {ended} submissions, {runs} runs before the healing; {twice} came to run in a second place after a fault");
    }

    private static async Task<int> RunAsync(SimulatedWorld world, Faults faults)
    {
        await world.StartAsync();
        for (var step = 0; step < Steps; step++)
        {
            await world.StepAsync(faults);
        }

        var runs = world.Witness.Runs;
        await world.HealAsync(faults);

        foreach (var token in world.Acknowledged)
        {
            var row = world.Store[token];
            Assert.True(row.State == SubmissionState.Final, $"{token} is {row.State}, attempt {row.Attempt}, of {row.Owner}");
            Assert.Equal(1, world.Store.Finals[token]);
            Assert.Equal(row.Unjudged is null ? token.ToString() : null, row.Result?.Message);
            var limits = new SchedulingOptions();
            Assert.True(row.Unjudged != Unjudged.GivenUp || row.Counts.Failed == limits.MaxDeliveries, $"{token} was given up after {row.Counts}");
            Assert.True(row.Unjudged != Unjudged.Quarantined || row.Counts.Died == limits.MaxSandboxDeaths, $"{token} was quarantined after {row.Counts}");
            var past = await world.Store.ListAttemptsAsync(token, CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, row.Attempt - 1), past.Select(attempt => attempt.Attempt));
            Assert.True(faults != Faults.None || row.Attempt == 1, $"{token} took {row.Attempt} attempts though nothing went wrong");
        }

        Assert.True(world.IsQuiet, "a slot, a claim or an outcome is left over");
        foreach (var server in world.Servers)
        {
            var seen = server.Scheduler.Sandboxes();
            Assert.Equal(world.Sandboxes.Sum(sandbox => sandbox.Slots), seen.Sum(sandbox => sandbox.Slots));
            Assert.All(seen, sandbox => Assert.Equal(sandbox.Slots, sandbox.Report?.FreeSlots));
            Assert.Equal(0, server.Scheduler.CountHeld());
        }

        return runs;
    }

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
