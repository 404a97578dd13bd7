using Microsoft.Extensions.Options;
using OjSandbox.Isolation;

namespace OjAspire.Tests.Isolation;

public sealed class UserIdsTests
{
    [Fact]
    public void Sandboxes_that_share_a_host_never_use_the_same_id_at_once()
    {
        using var directory = new TemporaryDirectory();
        var options = Options.Create(new IsolationOptions { ClaimDirectory = directory.Path, UserIds = 3 });
        using var one = new UserIds(options);
        using (var other = new UserIds(options))
        {
            Assert.Equal(200_000u, one.Take());
            Assert.Equal(200_001u, other.Take());
            Assert.Equal(200_002u, one.Take());
            Assert.Throws<IsolationException>(() => other.Take());
        }

        one.Return(200_000);
        Assert.Equal(200_000u, one.Take());
    }

    [Fact]
    public void Ids_of_a_sandbox_that_ended_can_be_taken_again()
    {
        using var directory = new TemporaryDirectory();
        var options = Options.Create(new IsolationOptions { ClaimDirectory = directory.Path, UserIds = 1 });
        using (var first = new UserIds(options))
        {
            first.Take();
        }

        using var second = new UserIds(options);
        Assert.Equal(200_000u, second.Take());
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_our_failure_and_names_it()
    {
        using var users = new UserIds(Options.Create(new IsolationOptions { ClaimDirectory = "/proc/nowhere" }));

        Assert.Contains("/proc/nowhere", Assert.Throws<IsolationException>(() => users.Take()).Message, StringComparison.Ordinal);
    }
}
