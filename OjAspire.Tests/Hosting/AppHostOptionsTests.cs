using Microsoft.Extensions.Configuration;
using OjAspire.AppHost;

namespace OjAspire.Tests.Hosting;

public sealed class AppHostOptionsTests
{
    [Fact]
    public void Without_configuration_there_are_three_servers_two_sandboxes_and_at_least_one_slot()
    {
        Assert.True(Read([], out var options, out _));

        Assert.Equal((3, 2, 3001, 18888), (options.ApiReplicas, options.SandboxReplicas, options.Port, options.DashboardPort));
        Assert.InRange(options.Slots, 1, int.MaxValue);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_by_key()
    {
        Assert.False(Read(["--Oj:ApiReplicas=-1", "--Oj:SandboxReplicas=many", "--Oj:Slots=0", "--Oj:Port=70000", "--Oj:DashboardPort=0"], out _, out var errors));

        Assert.Collection(
            errors,
            error => Assert.Contains("Oj:SandboxReplicas is 'many'", error, StringComparison.Ordinal),
            error => Assert.Contains("Oj:ApiReplicas is '-1'", error, StringComparison.Ordinal),
            error => Assert.Contains("Oj:Slots is '0'", error, StringComparison.Ordinal),
            error => Assert.Contains("Oj:Port is '70000'; it must be a whole number from 1 to 65535", error, StringComparison.Ordinal),
            error => Assert.Contains("Oj:DashboardPort is '0'", error, StringComparison.Ordinal));
    }

    [Fact]
    public void The_dashboard_cannot_have_the_port_of_the_api()
    {
        Assert.False(Read(["--Oj:Port=4000", "--Oj:DashboardPort=4000"], out _, out var errors));

        Assert.Contains("must not be the same", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static bool Read(string[] args, out AppHostOptions options, out List<string> errors)
    {
        var read = AppHostOptions.TryRead(new ConfigurationBuilder().AddCommandLine(args).Build(), isPublished: false, out var found, out errors);
        options = found!;
        return read;
    }
}
