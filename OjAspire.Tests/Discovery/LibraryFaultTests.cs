using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.ServiceDiscovery;
using Microsoft.Extensions.Time.Testing;
using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// Two open faults of Microsoft.Extensions.ServiceDiscovery. Each test first shows that the fault is there, so that it
/// says something on the day it is mended, and then that the sandbox finds every change all the same.
/// </summary>
public sealed class LibraryFaultTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SchedulerEndpoints _endpoints = new();
    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        _endpoints.Dispose();
    }

    // dotnet/extensions#7013
    [Fact]
    public async Task Provider_without_an_active_token_is_never_polled_again_but_ours_is_asked_on_every_change()
    {
        var foreign = new ForeignProvider();
        var resolver = Compose(foreign);
        _endpoints.Publish([At("10.0.0.1")]);
        await using var lists = Watch(resolver);
        Assert.True(await lists.MoveNextAsync());

        // Every period of the library goes by several times, also that after which it forgets a name nobody asks for.
        for (var i = 0; i < 200; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, foreign.Calls);
        _endpoints.Publish([At("10.0.0.2")]);
        Assert.Equal("10.0.0.2:3001", Assert.Single(await NextAsync(lists)).Key);
    }

    // microsoft/aspire#16400
    [Fact]
    public async Task Change_that_is_signalled_during_a_refresh_is_lost_by_the_library_but_not_by_the_watch()
    {
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var foreign = new ForeignProvider { MayAnswer = mayAnswer.Task };
        var resolver = Compose(foreign);
        _endpoints.Publish([At("10.0.0.1")]);
        var refreshing = resolver.GetEndpointsAsync("http://oj-api-server", CancellationToken.None).AsTask();
        await foreign.Asked;

        _endpoints.Publish([At("10.0.0.2")]);
        mayAnswer.SetResult();
        var answered = await refreshing.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("10.0.0.1:3001", Assert.Single(answered.Features.Get<EndpointSnapshot>()!.Endpoints).Key);
        Assert.Equal(1, foreign.Calls);

        await using var lists = Watch(resolver);
        Assert.Equal("10.0.0.2:3001", Assert.Single(await NextAsync(lists)).Key);
    }

    [Fact]
    public async Task Change_that_is_signalled_while_the_watch_itself_waits_for_a_refresh_is_found()
    {
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var foreign = new ForeignProvider { MayAnswer = mayAnswer.Task };
        _endpoints.Publish([At("10.0.0.1")]);
        await using var lists = Watch(Compose(foreign));
        var first = lists.MoveNextAsync();
        await foreign.Asked;

        _endpoints.Publish([At("10.0.0.2")]);
        mayAnswer.SetResult();

        Assert.True(await first);
        // The stale list may be told first; the newest follows without the clock moving.
        if (lists.Current[0].Key != "10.0.0.2:3001")
        {
            Assert.Equal("10.0.0.2:3001", Assert.Single(await NextAsync(lists)).Key);
        }
    }

    [Fact]
    public async Task Empty_list_is_told_as_empty_and_not_filled_with_the_name_of_the_service()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(_time)
            .AddServiceDiscovery();
        await using var lists = Watch(Compose(services));

        Assert.Empty(await NextAsync(lists));
    }

    private static SchedulerEndpoint At(string address) => new(new Uri($"http://{address}:3001"));

    private static async Task<IReadOnlyList<SchedulerEndpoint>> NextAsync(IAsyncEnumerator<IReadOnlyList<SchedulerEndpoint>> lists)
    {
        Assert.True(await lists.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        return lists.Current;
    }

    private IAsyncEnumerator<IReadOnlyList<SchedulerEndpoint>> Watch(ServiceEndpointResolver resolver) =>
        new EndpointWatch(resolver, _time, NullLogger<EndpointWatch>.Instance).WatchAsync(CancellationToken.None).GetAsyncEnumerator();

    private ServiceEndpointResolver Compose(ForeignProvider foreign) => Compose(new ServiceCollection()
        .AddSingleton<TimeProvider>(_time)
        .AddServiceDiscoveryCore(options => options.RefreshPeriod = TimeSpan.FromSeconds(1))
        .AddSingleton<IServiceEndpointProviderFactory>(foreign));

    private ServiceEndpointResolver Compose(IServiceCollection services)
    {
        services.Insert(0, ServiceDescriptor.Singleton<IServiceEndpointProviderFactory>(new SchedulerEndpointProviderFactory(_endpoints)));
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<ServiceEndpointResolver>();
    }
}
