using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Microsoft.Extensions.Time.Testing;
using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// Two open faults of Microsoft.Extensions.ServiceDiscovery. Each test first shows that the fault is there, so that it
/// says something on the day it is mended, and then that the sandbox finds every change all the same.
/// </summary>
public sealed class LibraryFaultTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Seconds = 100;

    private readonly FakeTimeProvider _time = new();
    private readonly SchedulerEndpoints _endpoints = new();
    private ServiceProvider? _services;

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_services is { } services)
        {
            await services.DisposeAsync();
        }

        _endpoints.Dispose();
    }

    // dotnet/extensions#7013
    [Fact]
    public async Task Provider_without_an_active_token_is_never_polled_again_but_ours_is_asked_on_every_change()
    {
        // The list is the same, and so is the library's period of one second; one provider trusts in being polled.
        var naive = new ForeignProvider { Populate = builder => Add(builder, _endpoints.Current) };
        using var never = new CancellationTokenSource();
        var withToken = new ForeignProvider { Populate = builder => builder.AddChangeToken(new CancellationChangeToken(never.Token)) };
        _endpoints.Publish([At("10.0.0.1")]);
        await using var naiveServices = Naive(naive, withToken);
        var naiveResolver = naiveServices.GetRequiredService<ServiceEndpointResolver>();
        Assert.Equal(["10.0.0.1"], await HostsAsync(naiveResolver));
        await using var lists = Watch(Compose(new ForeignProvider()));
        Assert.True(await lists.MoveNextAsync());

        _endpoints.Publish([At("10.0.0.2")]);

        Assert.Equal("10.0.0.2:3001", Assert.Single(await NextAsync(lists)).Key);
        // Every period of the library goes by several times. The name is used all the while, so that it is not forgotten.
        for (var second = 0; second < Seconds; second++)
        {
            await PassASecondAsync();
            Assert.Equal(["10.0.0.1"], await HostsAsync(naiveResolver));
        }

        Assert.Equal(1, naive.Calls);
    }

    [Fact]
    public async Task Provider_without_a_token_is_polled_as_long_as_no_other_provider_has_one()
    {
        var naive = new ForeignProvider { Populate = builder => Add(builder, _endpoints.Current) };
        _endpoints.Publish([At("10.0.0.1")]);
        await using var services = Naive(naive);
        var resolver = services.GetRequiredService<ServiceEndpointResolver>();
        Assert.Equal(["10.0.0.1"], await HostsAsync(resolver));

        _endpoints.Publish([At("10.0.0.2")]);
        for (var second = 0; second < Seconds; second++)
        {
            await PassASecondAsync();
            await HostsAsync(resolver);
        }

        Assert.Equal(["10.0.0.2"], await HostsAsync(resolver));
        Assert.True(naive.Calls > 1);
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
        Assert.True(answered.ChangeToken.HasChanged);
        // Nobody asks, as nobody does who trusts the library to push: it does nothing about the change, however long one waits.
        for (var second = 0; second < 9; second++)
        {
            await PassASecondAsync();
        }

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

    // The library refreshes on other threads, which need a moment of real time for what a second of the fake clock begins.
    private Task PassASecondAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
    }

    private static void Add(IServiceEndpointBuilder builder, EndpointSnapshot snapshot)
    {
        foreach (var endpoint in snapshot.Endpoints)
        {
            builder.Endpoints.Add(ServiceEndpoint.Create(new UriEndPoint(endpoint.Address)));
        }
    }

    private static async Task<IEnumerable<string>> HostsAsync(ServiceEndpointResolver resolver) =>
        (await resolver.GetEndpointsAsync("http://oj-api-server", CancellationToken.None)).Endpoints
            .Select(endpoint => ((UriEndPoint)endpoint.EndPoint).Uri.Host);

    private static SchedulerEndpoint At(string address) => new(new Uri($"http://{address}:3001"));

    private static async Task<IReadOnlyList<SchedulerEndpoint>> NextAsync(IAsyncEnumerator<IReadOnlyList<SchedulerEndpoint>> lists)
    {
        Assert.True(await lists.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        return lists.Current;
    }

    private IAsyncEnumerator<IReadOnlyList<SchedulerEndpoint>> Watch(ServiceEndpointResolver resolver) =>
        new EndpointWatch(resolver, _time, NullLogger<EndpointWatch>.Instance).WatchAsync(CancellationToken.None).GetAsyncEnumerator();

    private ServiceProvider Naive(params IEnumerable<ForeignProvider> providers)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddServiceDiscoveryCore(options => options.RefreshPeriod = TimeSpan.FromSeconds(1));
        foreach (var provider in providers)
        {
            services.AddSingleton<IServiceEndpointProviderFactory>(provider);
        }

        return services.BuildServiceProvider();
    }

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
