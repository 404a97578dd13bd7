using System.Net;
using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;

namespace OjAspire.Tests.Tls;

/// <summary>Real processes with real certificates: what works through TLS, beside clear text on the same port.</summary>
public sealed class MutualTlsTests
{
    [Fact]
    public async Task Program_is_judged_over_mutual_tls_and_http_of_every_kind_shares_the_port()
    {
        await using var cluster = TlsCluster.Create();
        using var intermediate = cluster.Root.CreateIntermediate();
        cluster.Server.Replace(intermediate.ForServer("localhost"), cluster.Root.Pem);
        var replica = await cluster.StartReplicaAsync();
        var sandbox = cluster.StartSandbox(cluster.Mount(intermediate.ForSandbox(), cluster.Root.Pem));
        using var browser = new OjClient(cluster.Browser(cluster.Root));
        using var probe = cluster.Processes.Client(TlsCluster.Address);

        await sandbox.WhenAsync($"Connected to scheduler at {cluster.Key}");
        await browser.WaitForSlotsAsync(2);
        Assert.Equal("AC", (await browser.JudgeAsync(46, "echo hi", new { expected_output = "hi" }))["verdict"]!.GetValue<string>());

        foreach (var client in (HttpClient[])[browser.Http, probe.Http])
        {
            Assert.Equal(HttpVersion.Version11, await AskAsync(client, HttpVersion.Version11));
            Assert.Equal(HttpVersion.Version20, await AskAsync(client, HttpVersion.Version20));
        }

        const string Says = "Sandbox base ID: ";
        var baseId = sandbox.Lines.Single(line => line.Contains(Says, StringComparison.Ordinal)).Trim()[Says.Length..];
        await replica.WhenAsync($"Sandbox {baseId}-127-0-0-1-{cluster.Processes.Port} connected successfully");
    }

    [Fact]
    public async Task Clear_text_that_is_refused_is_told_to_use_tls()
    {
        await using var cluster = TlsCluster.Create();
        await cluster.StartReplicaAsync(("Oj__Tls__ClientCa", ""), ("Oj__Tls__ClearText", "Refused"));
        using var browser = cluster.Browser(cluster.Root);
        using var clear = cluster.Processes.Client(TlsCluster.Address);

        using var refused = await clear.Http.GetAsync("/health");
        using var answered = await browser.GetAsync("/health");
        var sandbox = cluster.Processes.StartSandbox(slots: 1, [TlsCluster.Address]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
        Assert.Contains("https://", JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await sandbox.WhenAsync(line => line.Contains(
            $"Failed to connect to scheduler at {cluster.Key}: Unauthenticated: it came in clear text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificates_are_rotated_without_a_restart_and_a_bad_rotation_changes_nothing()
    {
        await using var cluster = TlsCluster.Create();
        var replica = await cluster.StartReplicaAsync();
        var secret = cluster.Mount(cluster.Root.ForSandbox(), cluster.Root.Pem);
        var sandbox = cluster.StartSandbox(secret);
        await sandbox.WhenAsync($"Connected to scheduler at {cluster.Key}");

        // Garbage: said, and the last certificate goes on serving.
        var before = await ShownAsync(cluster, cluster.Root);
        cluster.Server.Replace(certificate: null, cluster.Root.Pem);
        await UntilAsync(async () =>
        {
            Assert.Equal(before, await ShownAsync(cluster, cluster.Root));
            return replica.Lines.Any(line => line.Contains("the last ones stand: Oj:Tls:Certificate: ", StringComparison.Ordinal));
        });

        // Another CA altogether: the living stream stays, new connections get the new certificate.
        using var next = TestAuthority.Create("CN=next root");
        var renewed = next.ForServer("localhost");
        cluster.Server.Replace(renewed, next.Pem);
        await UntilAsync(async () => await ShownAsync(cluster, next) == renewed.SerialNumber);
        Assert.DoesNotContain(sandbox.Lines, line => line.Contains($"Stream to scheduler at {cluster.Key} ended", StringComparison.Ordinal));

        // When the stream must be made again, the sandbox uses what is in its own files by then.
        secret.Replace(next.ForSandbox(), next.Pem);
        await cluster.Processes.KillReplicaAsync(TlsCluster.Address);
        await cluster.StartReplicaAsync();
        await sandbox.WhenAsync($"Connected to scheduler at {cluster.Key}", times: 2);
    }

    private static async Task<Version> AskAsync(HttpClient client, Version version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Version;
    }

    /// <summary>The serial number of the certificate that a new connection is shown.</summary>
    private static async Task<string?> ShownAsync(TlsCluster cluster, TestAuthority trusted)
    {
        string? serial = null;
        using var browser = cluster.Browser(trusted, seen: certificate => serial = certificate.SerialNumber);
        try
        {
            using var response = await browser.GetAsync("/alive");
            return serial;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!await reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
