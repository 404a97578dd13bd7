using System.Globalization;

namespace OjAspire.Tests.Tls;

/// <summary>Sandboxes that may not connect to a server that demands certificates: each learns why, and so does the server's log.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private TlsCluster _cluster = null!;

    private ChildProcess Replica => _cluster.Processes.Replicas[TlsCluster.Address];

    public Task InitializeAsync()
    {
        _cluster = TlsCluster.Create();
        return _cluster.StartReplicaAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    // All of them at once and at one replica: starting processes is what costs time here.
    [Fact]
    public async Task Sandbox_is_refused_with_the_reason_in_both_logs()
    {
        using var stranger = TestAuthority.Create("CN=stranger root");
        var (root, trusted) = (_cluster.Root, _cluster.Root.Pem);
        var clear = string.Create(CultureInfo.InvariantCulture, $"localhost:{_cluster.Processes.Port}");

        await Task.WhenAll(
            RefusedAsync("it came in clear text", null, null, ("SCHEDULER_ADDRESS", clear), ("Oj__Tls__Ca", "")),
            RefusedAsync("no client certificate was shown", null, trusted),
            RefusedAsync("the client certificate CN=sandbox is valid only from", root.ForSandbox(age: TimeSpan.FromDays(1.5)), trusted),
            RefusedAsync("the client certificate CN=sandbox was not issued by a CA in Oj:Tls:ClientCa", stranger.ForSandbox(), trusted),
            RefusedAsync("the client certificate CN=sandbox is not for this purpose", root.ForSandbox(TestAuthority.ServerAuth), trusted));
    }

    [Fact]
    public async Task Sandbox_that_does_not_trust_the_server_says_why_and_the_server_says_where_to_look()
    {
        using var stranger = TestAuthority.Create("CN=stranger root");

        await DistrustsAsync("was not issued by a CA in Oj:Tls:Ca", stranger.Pem);
        await DistrustsAsync("is for another name; it names [localhost]; it is expected to be for 'oj-api-server-headless'", _cluster.Root.Pem,
            ("Oj__Tls__ServerName", "oj-api-server-headless"));
        _cluster.Server.Replace(_cluster.Root.ForServer("localhost", age: TimeSpan.FromDays(1.5)), _cluster.Root.Pem);

        // A replica that has not read the new files yet would still be trusted.
        await Replica.WhenAsync(line => line.Contains("Certificate CN=replica expired ", StringComparison.Ordinal));
        await DistrustsAsync("is valid only from", _cluster.Root.Pem);

        await Replica.WhenAsync(line => line.Contains("The TLS connection from 127.0.0.1:", StringComparison.Ordinal), times: 3);
    }

    private async Task RefusedAsync(string reason, IssuedCertificate? certificate, string? trusted, params IEnumerable<(string, string)> more)
    {
        var secret = _cluster.Mount(certificate, trusted ?? "");
        (string, string)[] without = certificate is null ? [("Oj__Tls__Certificate", ""), ("Oj__Tls__Key", "")] : [];
        var sandbox = _cluster.StartSandbox(secret, [.. without, .. more]);

        await sandbox.WhenAsync(line => line.Contains(
            $"Failed to connect to scheduler at {_cluster.Key}: Unauthenticated: {reason}", StringComparison.Ordinal));
        await Replica.WhenAsync(line => line.Contains($"A stream from 127.0.0.1 was refused: {reason}", StringComparison.Ordinal));
        Assert.DoesNotContain(sandbox.Lines, line => line.Contains("Connected to scheduler", StringComparison.Ordinal));
    }

    private async Task DistrustsAsync(string reason, string trusted, params IEnumerable<(string, string)> more)
    {
        var sandbox = _cluster.StartSandbox(_cluster.Mount(_cluster.Root.ForSandbox(), trusted), more);

        await sandbox.WhenAsync(line => line.Contains($"Failed to connect to scheduler at {_cluster.Key}: ", StringComparison.Ordinal)
            && line.Contains($"the server's certificate CN=replica {reason}", StringComparison.Ordinal));
    }
}
