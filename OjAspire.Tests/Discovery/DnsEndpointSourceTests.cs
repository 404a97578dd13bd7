using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

public sealed class DnsEndpointSourceTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedLookup _resolver;
    private readonly SchedulerEndpoints _endpoints = new();
    private readonly LogCapture _log = new();
    private readonly LoggerFactory _loggers;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private DnsEndpointSource? _source;

    public DnsEndpointSourceTests()
    {
        _resolver = new ScriptedLookup(_time);
        _loggers = new LoggerFactory([_log]);
    }

    public async ValueTask DisposeAsync()
    {
        await _source!.StopAsync(CancellationToken.None);
        _source.Dispose();
        _loggers.Dispose();
        _endpoints.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Every_address_of_both_families_is_an_endpoint_of_its_own()
    {
        await StartAsync("oj-api-server-headless:3001");

        await _resolver.AnswerAsync("10.0.0.2", "fd00::5", "10.0.0.1", "10.0.0.2");

        await _endpoints.WhenAsync("10.0.0.1:3001", "10.0.0.2:3001", "[fd00::5]:3001");
    }

    [Fact]
    public async Task Look_ups_come_a_period_apart()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1");

        Assert.True(await _resolver.AnswerAsync("10.0.0.1") >= TimeSpan.FromSeconds(9));
        Assert.True(await _resolver.AnswerAsync("10.0.0.1") >= TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Look_up_that_takes_longer_than_the_period_is_waited_for_before_the_next()
    {
        await StartAsync("oj-api-server-headless:3001");
        var pending = await _resolver.QuestionAsync();

        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, _resolver.Asked);
        pending.SetResult([IPAddress.Parse("10.0.0.1")]);
        await _endpoints.WhenAsync("10.0.0.1:3001");
        await _resolver.AnswerAsync("10.0.0.2");
        await _endpoints.WhenAsync("10.0.0.2:3001");
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoRecovery)]
    [InlineData(SocketError.TimedOut)]
    public async Task Failing_resolver_leaves_the_last_list_standing_is_warned_of_once_and_asked_again_soon(SocketError error)
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1");
        await _endpoints.WhenAsync("10.0.0.1:3001");

        await _resolver.FailAsync(error);
        await _resolver.FailAsync(error);
        var recovering = await _resolver.QuestionAsync();
        Assert.Equal("10.0.0.1:3001", Assert.Single(_endpoints.Current.Endpoints).Key);
        recovering.SetResult([IPAddress.Parse("10.0.0.2")]);
        await _endpoints.WhenAsync("10.0.0.2:3001");

        Assert.Single(_log.Lines, line => line is { EventName: "ResolverFailed", Level: LogLevel.Warning });
        Assert.Single(_log.Lines, line => line.EventName == "ResolverRecovered");
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoData)]
    public async Task Answer_that_there_is_no_such_host_is_an_empty_list(SocketError error)
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1");
        await _endpoints.WhenAsync("10.0.0.1:3001");

        await _resolver.FailAsync(error);

        await _endpoints.WhenAsync();
        Assert.DoesNotContain(_log.Lines, line => line.EventName == "ResolverFailed");
    }

    [Fact]
    public async Task Addresses_instead_of_names_are_taken_as_they_are()
    {
        await StartAsync("127.0.0.1:3001, [::1]:3002");

        await _endpoints.WhenAsync("127.0.0.1:3001", "[::1]:3002");

        Assert.Equal(0, _resolver.Asked);
    }

    private Task StartAsync(string address)
    {
        var failures = new List<string>();
        var settings = DiscoverySettings.Read(new DiscoveryOptions { SchedulerAddress = address }, failures);
        Assert.Empty(failures);
        var metrics = new DiscoveryMetrics(_services.GetRequiredService<IMeterFactory>());
        _source = new DnsEndpointSource(settings, _endpoints, _resolver.LookUpAsync, metrics, _time, _loggers.CreateLogger<DnsEndpointSource>());
        return _source.StartAsync(CancellationToken.None);
    }
}
