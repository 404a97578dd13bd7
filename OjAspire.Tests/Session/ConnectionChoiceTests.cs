using CsCheck;
using OjSandbox.Discovery;
using OjSandbox.Session.Streams;

namespace OjAspire.Tests.Session;

public sealed class ConnectionChoiceTests
{
    private static readonly Gen<(LinkState[] States, int Limit)> Situations =
        Gen.Select(Gen.Int[0, 2].Select(state => (LinkState)state).Array[0, 12], Gen.Int[0, 6]);

    [Fact]
    public void Without_a_limit_everything_is_chosen() => Assert.Equal([0, 1, 2], Make(0, LinkState.Open, LinkState.Hoped, LinkState.Failing).Chosen);

    [Fact]
    public void Best_of_the_ranking_are_chosen() => Assert.Equal([0, 1], Make(2, LinkState.Open, LinkState.Hoped, LinkState.Hoped, LinkState.Hoped).Chosen);

    [Fact]
    public void Failing_endpoint_is_stood_in_for_and_still_dialled()
    {
        var choice = Make(2, LinkState.Open, LinkState.Failing, LinkState.Hoped, LinkState.Hoped);

        Assert.Equal([0, 2], choice.Chosen);
        Assert.Equal([0, 1, 2], choice.Dialled);
    }

    [Fact]
    public void Stand_in_is_let_go_when_the_one_it_stood_in_for_is_back() =>
        Assert.Equal([2], Make(2, LinkState.Open, LinkState.Open, LinkState.Open, LinkState.Hoped).LetGo);

    [Fact]
    public void Stream_that_is_not_chosen_any_more_stays_until_its_successor_is_connected()
    {
        Assert.Empty(Make(2, LinkState.Open, LinkState.Hoped, LinkState.Open, LinkState.Hoped).LetGo);
        Assert.Equal([2], Make(2, LinkState.Open, LinkState.Open, LinkState.Open, LinkState.Hoped).LetGo);
    }

    [Fact]
    public void In_any_situation_the_limit_is_kept_and_nothing_that_is_needed_is_let_go() =>
        Situations.Sample((states, limit) =>
        {
            var choice = Make(limit, states);
            var most = limit == 0 ? states.Length : limit;
            var open = Enumerable.Range(0, states.Length).Where(endpoint => states[endpoint] == LinkState.Open).ToArray();

            Assert.InRange(choice.Chosen.Length, 0, most);
            Assert.Empty(choice.LetGo.Intersect(choice.Dialled));
            Assert.Empty(choice.LetGo.Except(open));
            // Either nothing is over the limit, or exactly what is over it goes, as far as it is not chosen itself.
            Assert.Equal(Math.Min(Math.Max(0, open.Length - most), open.Except(choice.Dialled).Count()), choice.LetGo.Length);
            // Whatever goes, nothing better that could go stays.
            Assert.All(open.Except(choice.Dialled).Except(choice.LetGo), kept => Assert.All(choice.LetGo, gone => Assert.True(kept < gone)));
            // As many as allowed are hoped for, unless there are no more.
            Assert.Equal(Math.Min(most, states.Count(state => state != LinkState.Failing)), choice.Chosen.Count(endpoint => states[endpoint] != LinkState.Failing));
        });

    [Fact]
    public void Endpoint_that_leaves_the_list_changes_only_the_choices_that_held_it_and_by_one() =>
        Gen.Select(Gen.Guid, Gen.Int[2, 20], Gen.Int[1, 19], Gen.Int[0, 19]).Sample((id, count, limit, which) =>
        {
            SchedulerEndpoint[] all = [.. Enumerable.Range(0, count).Select(Endpoint)];
            var gone = all[which % count];
            var before = Chosen(all);
            var after = Chosen(all.Where(endpoint => !endpoint.Equals(gone)));

            // Read backwards it says the same of an endpoint that comes.
            Assert.Empty(before.Where(endpoint => !endpoint.Equals(gone)).Except(after));
            Assert.Equal(before.Contains(gone) && count > limit ? 1 : 0, after.Except(before).Count());

            IReadOnlyList<SchedulerEndpoint> Chosen(IEnumerable<SchedulerEndpoint> known) =>
                ConnectionChoice.Make(Rendezvous.Rank(id.ToString(), known), limit, _ => LinkState.Hoped).Chosen;
        });

    private static (int[] Chosen, int[] Dialled, int[] LetGo) Make(int limit, params LinkState[] states)
    {
        SchedulerEndpoint[] ranked = [.. Enumerable.Range(0, states.Length).Select(Endpoint)];
        var choice = ConnectionChoice.Make(ranked, limit, endpoint => states[Array.IndexOf(ranked, endpoint)]);
        return (Places(choice.Chosen), Places(choice.Dialled), Places(choice.LetGo));

        int[] Places(IEnumerable<SchedulerEndpoint> endpoints) => [.. endpoints.Select(endpoint => Array.IndexOf(ranked, endpoint))];
    }

    private static SchedulerEndpoint Endpoint(int number) => new(new Uri($"http://10.0.0.{number}:3001"));
}
