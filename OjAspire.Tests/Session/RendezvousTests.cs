using CsCheck;
using OjSandbox.Discovery;
using OjSandbox.Session.Streams;

namespace OjAspire.Tests.Session;

public sealed class RendezvousTests
{
    private static readonly Gen<string> BaseIds = Gen.Guid.Select(id => id.ToString());
    private static readonly Gen<SchedulerEndpoint[]> Endpoints =
        Gen.Int[0, 999].HashSet[2, 30].Select(numbers => numbers.Select(Endpoint).ToArray());

    [Fact]
    public void Ranking_is_the_same_in_every_process_and_version() =>
        Assert.Equal(
            ["10.0.0.2:3001", "10.0.0.1:3001", "10.0.0.0:3001", "10.0.0.3:3001", "10.0.0.4:3001"],
            Rendezvous.Rank("550e8400-e29b-41d4-a716-446655440000", Enumerable.Range(0, 5).Select(Endpoint)).Select(endpoint => endpoint.Key));

    [Fact]
    public void Ranking_does_not_depend_on_the_order_of_the_list() =>
        Gen.Select(BaseIds, Endpoints).Sample((id, endpoints) =>
            Assert.Equal(Rendezvous.Rank(id, endpoints), Rendezvous.Rank(id, endpoints.Reverse())));

    [Fact]
    public void Endpoint_that_goes_or_comes_changes_no_other_place() =>
        Gen.Select(BaseIds, Endpoints, Gen.Int[0, 29]).Sample((id, endpoints, which) =>
        {
            var one = endpoints[which % endpoints.Length];

            Assert.Equal(
                Rendezvous.Rank(id, endpoints).Where(endpoint => !endpoint.Equals(one)),
                Rendezvous.Rank(id, endpoints.Where(endpoint => !endpoint.Equals(one))));
        });

    [Theory]
    [InlineData(20, 5)]
    [InlineData(7, 1)]
    [InlineData(50, 49)]
    public void Every_replica_gets_its_share_of_the_sandboxes(int replicas, int limit)
    {
        const int Sandboxes = 4000;
        var endpoints = Enumerable.Range(0, replicas).Select(Endpoint).ToArray();
        var counts = endpoints.ToDictionary(endpoint => endpoint, _ => 0);
        var ids = new Random(3);
        var bytes = new byte[16];
        for (var sandbox = 0; sandbox < Sandboxes; sandbox++)
        {
            ids.NextBytes(bytes);
            foreach (var endpoint in Rendezvous.Rank(new Guid(bytes).ToString(), endpoints).Take(limit))
            {
                counts[endpoint]++;
            }
        }

        // Each is chosen by each sandbox with the same probability, so the counts are binomial; four standard deviations are
        // left by one in 16,000, and what is drawn here is always the same.
        var probability = (double)limit / replicas;
        var allowed = 4 * Math.Sqrt(Sandboxes * probability * (1 - probability));
        Assert.All(counts.Values, count => Assert.InRange(count, (Sandboxes * probability) - allowed, (Sandboxes * probability) + allowed));
    }

    private static SchedulerEndpoint Endpoint(int number) => new(new Uri($"http://10.0.{number / 250}.{number % 250}:3001"));
}
