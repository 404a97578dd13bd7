using System.Globalization;
using OjApi.Scheduling;
using OjApi.Submissions;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// Short random histories of several replicas and sandboxes on one store, in which every call on the store, every message and every
/// timer is a step of its own and anything may break between two. <c>OJ_TEST_SEED</c> set to the seed that a failure names shows
/// that history again; <c>OJ_TEST_SCHEDULES</c> says how many there are.
/// </summary>
public sealed class RandomCrashTests(ITestOutputHelper output)
{
    private const int Histories = 300;
    private const int Steps = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public void Every_random_history_ends_every_acknowledged_submission_exactly_once()
    {
        var given = Read("OJ_TEST_SEED");
        var first = given ?? Random.Shared.Next(int.MaxValue / 2);
        var histories = given is null ? Read("OJ_TEST_SCHEDULES") ?? Histories : 1;
        output.WriteLine($"first seed: {first}");
        var (ended, again, failed, twice) = (0, 0, 0, 0);
        for (var seed = first; seed < first + histories; seed++)
        {
            try
            {
                using var world = Run(seed);
                ended += world.Acknowledged.Count;
                again += world.Store.Rows.Count(row => row.Attempt > 1);
                failed += world.Store.Rows.Count(row => row.Unjudged is not null);
                twice += world.Witness.RunTwiceAtOnce;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"OJ_TEST_SEED={seed} shows: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{histories} histories, {ended} submissions, {again} delivered again, {failed} without a verdict, {twice} came to run in a second place after a fault");
    }

    private static ModelWorld Run(int seed)
    {
        var random = new Random(seed);
        var temper = random.Next(4);
        var world = new ModelWorld(random.Next(1, 4), random.Next(1, 3), slots: random.Next(1, 3), seed)
        {
            JobTime = random.Next(3) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromSeconds(1), _ => TimeSpan.FromSeconds(8) },
        };
        var longest = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 100 : 1000);
        var faults = Enum.GetValues<Fault>();
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(25) == 0)
            {
                world.Submit(random.Next(3));
            }
            else if (random.Next(100) == 0)
            {
                world.Cancel(random.Next(3), random.Next(100));
            }
            else if (random.Next(100) == 0)
            {
                world.Rejudge(random.Next(3), random.Next(100));
            }
            else if (temper > 0 && random.Next(60 / temper) == 0)
            {
                world.Inject(faults[random.Next(faults.Length)], random.Next(100));
            }
            else
            {
                world.StepAtRandom(longest, isIdle: temper > 0 ? 1 : 0);
            }
        }

        world.StepUntil(() => world.IsQuiet, Patience, "not everything comes to its end");
        foreach (var token in world.Acknowledged)
        {
            var row = world.Store[token];
            var judgedBefore = world.Store.Past(token).Where(past => past.Ending >= AttemptEnding.Judged).ToArray();
            Assert.Equal(judgedBefore.Length + 1, world.Store.Finals[token]);
            Assert.All(judgedBefore, past => Assert.Equal(past.Ending == AttemptEnding.Judged ? token.ToString() : null, past.Result?.Message));
            var limits = new SchedulingOptions();
            Assert.Equal(row.Unjudged is null ? token.ToString() : null, row.Result?.Message);
            Assert.True(row.Unjudged != Unjudged.GivenUp || row.Counts.Failed >= limits.MaxDeliveries, $"{token} was given up after {row.Counts}");
            Assert.True(row.Unjudged != Unjudged.Quarantined || row.Counts.Died >= limits.MaxSandboxDeaths, $"{token} was quarantined after {row.Counts}");
            Assert.True(temper > 0 || row.Attempt == judgedBefore.Length + 1, $"{token} took {row.Attempt} attempts though nothing went wrong");
        }

        return world;
    }

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
