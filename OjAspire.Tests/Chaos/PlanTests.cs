using OjAspire.Chaos;
using OjAspire.Chaos.Schedule;
using OjAspire.Chaos.Stores;

namespace OjAspire.Tests.Chaos;

public sealed class PlanTests
{
    private const int Replicas = 3;
    private const int Sandboxes = 2;

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_one_another()
    {
        var plan = Draw("2", "4711");

        Assert.Equal(plan, Draw("2", "4711"));
        Assert.NotEqual(plan, Draw("2", "4712"));
    }

    [Theory]
    [InlineData("0.75", "postgres")]
    [InlineData("1", "postgres")]
    [InlineData("1", "sqlite")]
    [InlineData("10", "postgres")]
    public void Every_fault_comes_and_is_undone_before_the_end(string minutes, string store)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var plan = Draw(minutes, $"{seed}", "--store", store);

            var length = Arguments.Parse([minutes]).Length;
            Assert.Empty(Plan.FaultsOf(Enum.Parse<StoreKind>(store, ignoreCase: true)).Except(plan.Select(act => act.Fault)));
            Assert.Equal(plan.OrderBy(act => act.At), plan);
            Assert.All(plan, act => Assert.InRange(act.At + act.For, act.At, length));
            Assert.All(plan, act => Assert.InRange(act.Replica ?? 0, 0, Replicas - 1));
            Assert.All(plan, act => Assert.InRange(act.Sandbox ?? 0, 0, Sandboxes - 1));
        }
    }

    [Fact]
    public void A_file_is_neither_parted_from_nor_does_it_hang() =>
        Assert.DoesNotContain(Draw("5", "1", "--store", "sqlite"), act => act.Fault is Fault.PartReplicaFromStore or Fault.HangStore);

    [Fact]
    public void In_a_long_run_the_database_is_away_for_twenty_seconds_once()
    {
        var outages = Draw("5", "7").Where(act => act.Fault == Fault.StopStore).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(20), outages[0].For);
        Assert.All(outages[1..], act => Assert.InRange(act.For.TotalSeconds, 0, 10));
    }

    [Fact]
    public void Some_pauses_are_longer_than_the_lease_and_some_are_not()
    {
        var plan = Draw("10", "3");

        Assert.Contains(plan, act => act.Fault == Fault.PauseReplica && act.For > Times.Short.Lease);
        Assert.All(plan.Where(act => act.Fault == Fault.PauseReplicaBriefly), act => Assert.True(act.For < Times.Short.Lease));
    }

    private static IReadOnlyList<Act> Draw(params string[] words) => Plan.Draw(Arguments.Parse(words), Replicas, Sandboxes);
}
