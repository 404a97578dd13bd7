using OjSandbox.Session;

namespace OjAspire.Tests.Session;

public sealed class SessionOptionsTests
{
    [Fact]
    public void Limit_and_zone_are_read_and_have_the_documented_defaults()
    {
        var byDefault = SessionSettings.Read(new SessionOptions { JoinToken = "secret" }, []);
        var written = SessionSettings.Read(new SessionOptions { JoinToken = "secret", MaxConnections = "3", Zone = " a ", ZonePreference = "0" }, []);

        Assert.Equal((0, "", TimeSpan.FromSeconds(2)), (byDefault.MaxConnections, byDefault.Zone, byDefault.ZonePreference));
        Assert.Equal((3, "a", TimeSpan.Zero), (written.MaxConnections, written.Zone, written.ZonePreference));
    }

    [Fact]
    public void What_is_out_of_range_is_refused_by_key()
    {
        var failures = new List<string>();

        SessionSettings.Read(
            new SessionOptions { JoinToken = "secret", MaxConnections = "-1", Zone = new string('z', 1001), ZonePreference = "02:00:00" }, failures);

        Assert.Equal(
            [SessionOptions.MaxConnectionsKey, SessionOptions.ZoneKey, SessionOptions.ZonePreferenceKey],
            failures.Select(failure => failure[..failure.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }
}
