using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OjApi.Gateway;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Gateway;

/// <summary>Options that cannot be are all named at once, by their configuration keys.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_valid_but_for_the_join_token()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([]));

        Assert.Contains("Oj:JoinToken", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_token_is_enough() => Read(["Oj:JoinToken=secret"]);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("secret")]
    public void A_previous_join_token_that_is_empty_or_the_same_does_no_harm(string previous) =>
        Read(["Oj:JoinToken=secret", "Oj:PreviousJoinToken=" + previous]);

    [Fact]
    public void Every_option_out_of_range_is_named_by_its_key()
    {
        string[] gateway = ["Oj:Gateway:ReportBy", "Oj:Gateway:AnnounceEvery", "Oj:Gateway:MaxMessageBytes", "Oj:Gateway:MaxStreams",
            "Oj:Gateway:MaxStreamsPerSandbox", "Oj:JoinToken", "Oj:PreviousJoinToken"];
        string[] scheduling = ["Oj:Scheduling:MaxUnfinished", "Oj:Scheduling:OrphanGrace", "Oj:Scheduling:MaxDeliveries", "Oj:Scheduling:MaxSandboxDeaths"];
        string[] ownership = ["Oj:Ownership:Lease", "Oj:Ownership:RenewEvery", "Oj:Ownership:DrainTime"];

        var failure = Assert.Throws<AggregateException>(() => Read(
        [
            "Oj:Gateway:MaxStreams=0", "Oj:Gateway:MaxStreamsPerSandbox=1001", "Oj:PreviousJoinToken=schlüssel",
            "Oj:Gateway:ReportBy=00:02:00", "Oj:Gateway:AnnounceEvery=-00:00:01", "Oj:Gateway:MaxMessageBytes=1", "Oj:JoinToken= ",
            "Oj:Scheduling:MaxUnfinished=0", "Oj:Scheduling:OrphanGrace=0", "Oj:Scheduling:MaxDeliveries=0", "Oj:Scheduling:MaxSandboxDeaths=101",
            "Oj:Ownership:Lease=01:00:00", "Oj:Ownership:RenewEvery=0", "Oj:Ownership:DrainTime=-00:00:01",
        ]));

        var failures = failure.InnerExceptions.Cast<OptionsValidationException>().SelectMany(each => each.Failures).ToArray();
        Assert.All(gateway.Concat(scheduling).Concat(ownership), key => Assert.Contains(failures, each => each.Contains(key + ":", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_times_of_leaving_are_checked_too()
    {
        var failure = Assert.Throws<AggregateException>(() => Read(
            ["Oj:JoinToken= ", "Oj:Ownership:LameDuckTime=-00:00:01", "Oj:Scheduling:HandOverAfter=-00:00:01"]));

        var failures = failure.InnerExceptions.Cast<OptionsValidationException>().SelectMany(each => each.Failures).ToArray();
        Assert.Contains(failures, each => each.Contains("Oj:Ownership:LameDuckTime:", StringComparison.Ordinal));
        Assert.Contains(failures, each => each.Contains("Oj:Scheduling:HandOverAfter:", StringComparison.Ordinal));
    }

    private static void Read(string[] settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).Select(parts => new KeyValuePair<string, string?>(parts[0], parts[1]));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());
        services.AddScheduling();
        services.AddSubmissions();
        services.AddGateway();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
