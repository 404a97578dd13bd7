using System.Globalization;
using OjApi.Scheduling;
using OjApi.Submissions;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>
/// Many random histories of claims, reports, results, broken links, and dying sandboxes and servers. In each, no sandbox has
/// ever more jobs than slots, every claim has one answer, and every acknowledged submission ends exactly once.
/// Set <c>OJ_TEST_SEED</c> to the seed that a failure names to see that history again.
/// </summary>
public sealed class RandomScheduleTests(ITestOutputHelper output)
{
    private const int Histories = 150;
    private const int Steps = 600;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_random_history_ends_every_submission_exactly_once(bool serversDie)
    {
        var given = Environment.GetEnvironmentVariable("OJ_TEST_SEED");
        var first = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"first seed: {first}");
        var ended = 0;
        for (var seed = first; seed < first + (given is null ? Histories : 1); seed++)
        {
            try
            {
                ended += await RunAsync(seed, serversDie);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"OJ_TEST_SEED={seed} shows: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{ended} submissions ended");
    }

    private static async Task<int> RunAsync(int seed, bool serversDie)
    {
        using var world = new SimulatedWorld(seed, serversDie);
        await world.StartAsync();
        for (var step = 0; step < Steps; step++)
        {
            await world.StepAsync();
        }

        await world.HealAsync();

        foreach (var token in world.Acknowledged)
        {
            var row = world.Store[token];
            Assert.True(row.State == SubmissionState.Final, $"{token} is {row.State}, attempt {row.Attempt}, of {row.Owner}");
            Assert.Equal(1, world.Store.Finals[token]);
            Assert.Equal(row.InternalError is null ? token.ToString() : null, row.Result?.Message);
            Assert.True(row.InternalError is null || row.Attempt >= new SchedulingOptions().MaxDeliveries, $"{token} was given up after attempt {row.Attempt}");
        }

        return world.Acknowledged.Count;
    }
}
