using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

public sealed class DnsEndpointSourceTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly CountingTimeProvider _time = new();
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

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

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

        await _resolver.AnswerAsync("10.0.0.2", "fd00::5", "10.0.0.1", "10.0.0.2", "::ffff:10.0.0.1");

        await _endpoints.WhenAsync("10.0.0.1:3001", "10.0.0.2:3001", "[fd00::5]:3001");
    }

    [Fact]
    public async Task Look_ups_come_a_period_apart_a_little_early_and_never_late()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1");

        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            pauses.Add(await _resolver.AnswerAsync("10.0.0.1"));
        }

        // To the clock's step of 0.1 s, and another one that may go by before the pause begins.
        Assert.All(pauses, pause => Assert.InRange(pause.TotalSeconds, 9, 10.2));
        Assert.True(pauses.Distinct().Count() > 1, "there is no jitter");
    }

    [Fact]
    public async Task Time_that_a_look_up_takes_is_part_of_the_period()
    {
        await StartAsync("oj-api-server-headless:3001");
        var slow = await _resolver.QuestionAsync();
        _time.Advance(TimeSpan.FromSeconds(6));
        slow.Found("10.0.0.1");

        Assert.InRange((await _resolver.AnswerAsync("10.0.0.1")).TotalSeconds, 3, 4.2);
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
        pending.Found("10.0.0.1");
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
        recovering.Found("10.0.0.2");
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
        var alone = await _resolver.QuestionAsync();
        Assert.Equal((ScriptedLookup.Question.FullName + ".", AddressFamily.InterNetwork), (alone.Host, alone.Family));
        alone.Failed(error);

        await _endpoints.WhenAsync();
        await _resolver.FailAsync(error);
        await _resolver.QuestionAsync();
        Assert.Single(_log.Lines, line => line.EventName == "NoAddresses");
        Assert.DoesNotContain(_log.Lines, line => line.EventName is "ResolverFailed" or "AddressGone");
    }

    [Fact]
    public async Task Failure_that_the_resolver_reports_as_no_such_host_is_told_from_one()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1", "fd00::1");

        await _resolver.FailAsync(SocketError.HostNotFound);
        await _resolver.FailAsync(SocketError.TryAgain);
        await _resolver.FailAsync(SocketError.TryAgain);
        await _resolver.QuestionAsync();

        Assert.Equal(["10.0.0.1:3001", "[fd00::1]:3001"], _endpoints.Current.Endpoints.Select(endpoint => endpoint.Key));
        var warning = Assert.Single(_log.Lines, line => line.EventName == "ResolverFailed");
        Assert.EndsWith("the last known 2 address(es) stand", warning.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.EventName is "NoAddresses" or "AddressGone");
    }

    [Fact]
    public async Task Answer_without_the_addresses_of_a_family_that_fails_changes_the_other_family_only()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1", "fd00::1");

        await _resolver.AnswerAsync("10.0.0.2");
        var alone = await _resolver.QuestionAsync();
        Assert.Equal(AddressFamily.InterNetworkV6, alone.Family);
        alone.Failed(SocketError.TryAgain);
        await _endpoints.WhenAsync("10.0.0.2:3001", "[fd00::1]:3001");

        await _resolver.AnswerAsync("10.0.0.2");
        await _resolver.FailAsync(SocketError.HostNotFound);
        await _endpoints.WhenAsync("10.0.0.2:3001");
        await _resolver.QuestionAsync();

        Assert.Equal(
            ["ResolverFailed", "AddressGone", "ResolverRecovered", "AddressGone"],
            _log.Lines.Select(line => line.EventName));
    }

    [Fact]
    public async Task Family_that_an_answer_lacks_by_mistake_is_found_again_by_asking_for_it_alone()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1", "fd00::1");

        await _resolver.AnswerAsync("10.0.0.1");
        await _resolver.AnswerAsync("fd00::2");

        await _endpoints.WhenAsync("10.0.0.1:3001", "[fd00::2]:3001");
        Assert.DoesNotContain(_log.Lines, line => line.EventName == "ResolverFailed");
    }

    [Fact]
    public async Task Alias_is_asked_for_by_its_own_name_as_it_may_come_to_point_elsewhere()
    {
        await StartAsync("oj-api-server-headless:3001");
        (await _resolver.QuestionAsync()).FoundAt("elsewhere.example", "10.0.0.1");

        await _resolver.FailAsync(SocketError.HostNotFound);

        Assert.Equal("oj-api-server-headless", (await _resolver.QuestionAsync()).Host);
    }

    [Fact]
    public async Task Each_address_that_is_gone_is_told_once()
    {
        await StartAsync("oj-api-server-headless:3001");
        await _resolver.AnswerAsync("10.0.0.1", "10.0.0.2", "10.0.0.3");
        await _resolver.AnswerAsync("10.0.0.2");
        await _resolver.AnswerAsync("10.0.0.2");
        await _resolver.QuestionAsync();

        Assert.Equal(
            ["10.0.0.1:3001", "10.0.0.3:3001"],
            _log.Lines.Where(line => line.EventName == "AddressGone").Select(line => line.Message.Split(' ')[4].TrimEnd(';')));
    }

    [Fact]
    public async Task Name_that_is_slow_to_be_resolved_does_not_hold_up_another()
    {
        await StartAsync("slow:3001, quick:3002, 10.0.0.9:3003");
        await _endpoints.WhenAsync("10.0.0.9:3003");
        var slow = await _resolver.QuestionAsync();

        await _resolver.AnswerAsync("10.0.0.2");
        await _endpoints.WhenAsync("10.0.0.2:3002", "10.0.0.9:3003");
        await _resolver.AnswerAsync("10.0.0.3");
        await _endpoints.WhenAsync("10.0.0.3:3002", "10.0.0.9:3003");

        slow.Found("10.0.0.1");
        await _endpoints.WhenAsync("10.0.0.1:3001", "10.0.0.3:3002", "10.0.0.9:3003");
    }

    [Fact]
    public async Task Addresses_instead_of_names_are_taken_as_they_are()
    {
        await StartAsync("127.0.0.1:3001, [::1]:3002, [::ffff:127.0.0.1]:3001");

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
