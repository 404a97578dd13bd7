using Microsoft.Extensions.Options;
using OjApi.Callbacks;

namespace OjAspire.Tests.Callbacks;

public sealed class CallbackPlacesTests
{
    private readonly CallbackPlaces _places = new(Options.Create(new CallbackOptions { Concurrency = 8, ConcurrencyPerHost = 3 }));

    [Fact]
    public void One_receiver_gets_so_many_places_and_no_more()
    {
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => _places.TryTake("slow", isRetry: false)));

        Assert.Equal(["slow"], _places.FullHosts);
        Assert.Equal((5, 3), (_places.Available, _places.Taken));
        Assert.True(_places.TryTake("other", isRetry: false));
        _places.GiveBack("slow", isRetry: false);
        Assert.Empty(_places.FullHosts);
        Assert.True(_places.TryTake("slow", isRetry: false));
    }

    [Fact]
    public void What_failed_before_leaves_half_of_the_places_to_what_did_not()
    {
        Assert.Equal(4, Enumerable.Range(0, 10).Count(i => _places.TryTake($"dead{i}", isRetry: true)));

        Assert.True(_places.AreRetriesFull);
        Assert.Equal(4, Enumerable.Range(0, 10).Count(i => _places.TryTake($"new{i}", isRetry: false)));
        _places.GiveBack("dead0", isRetry: true);
        Assert.False(_places.AreRetriesFull);
        Assert.True(_places.TryTake("dead0", isRetry: true));
    }
}
