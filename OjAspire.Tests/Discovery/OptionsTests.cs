using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;
using OjSandbox.Judging;
using OjSandbox.Session;

namespace OjAspire.Tests.Discovery;

public sealed class OptionsTests
{
    [Fact]
    public async Task Every_unreadable_option_is_named_at_once_when_the_sandbox_starts()
    {
        using var host = Compose(
            ("SCHEDULER_ADDRESS", "oj-api-server-headless, 10.0.0.1:3001"),
            ("Oj:ResolvePeriod", "soon"),
            ("SANDBOX_COUNT", "1025"),
            ("SHUTDOWN_TIMEOUT", "-1"));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        var failures = (refusal as AggregateException)?.InnerExceptions.OfType<OptionsValidationException>().SelectMany(each => each.Failures) ?? [];
        Assert.Equal(
            ["Oj:JoinToken", "Oj:ResolvePeriod", "SANDBOX_COUNT", "SCHEDULER_ADDRESS", "SHUTDOWN_TIMEOUT"],
            failures.Select(failure => failure[..failure.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_written_has_the_documented_default()
    {
        using var host = Compose(("Oj:JoinToken", "secret"));

        var session = host.Services.GetRequiredService<SessionSettings>();
        var discovery = host.Services.GetRequiredService<DiscoverySettings>();

        Assert.Equal((Environment.ProcessorCount, TimeSpan.FromSeconds(30), "", TimeSpan.FromSeconds(5)), (session.Slots, session.ShutdownTimeout, session.Zone, session.ReconnectCap));
        Assert.Equal([new SchedulerAddress("oj-api-server-headless", 3001)], discovery.Addresses);
        Assert.Equal((null, TimeSpan.FromSeconds(10)), (discovery.ReplicaList, discovery.ResolvePeriod));
    }

    [Theory]
    [InlineData("45", 45)]
    [InlineData("0.5", 0.5)]
    [InlineData("00:01:30", 90)]
    public void Shutdown_timeout_is_read_as_seconds_or_as_a_time_span_and_the_host_waits_longer(string text, double seconds)
    {
        using var host = Compose(("Oj:JoinToken", "secret"), ("SHUTDOWN_TIMEOUT", text));

        var settings = host.Services.GetRequiredService<SessionSettings>();

        Assert.Equal(TimeSpan.FromSeconds(seconds), settings.ShutdownTimeout);
        Assert.True(host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout > settings.ShutdownTimeout + settings.LeaveWithin);
    }

    private static IHost Compose(params IEnumerable<(string Key, string Value)> configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.AddServiceDefaults();
        builder.AddDiscovery();
        builder.Services.AddSingleton<IJudge>(new ScriptedJudge());
        builder.Services.AddSingleton<IReadiness>(new ScriptedReadiness());
        builder.AddSession();
        return builder.Build();
    }
}
