using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OjAspire.ServiceDefaults.SharedPort;

namespace OjAspire.Tests.ServiceDefaults;

public sealed class SharedPortTests : IAsyncLifetime
{
    private readonly WebApplication _app = CreateApp();
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task One_clear_text_port_serves_each_protocol(string version)
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/protocol")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request);

        Assert.Equal($"HTTP/{(version == "2.0" ? "2" : version)}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_that_arrives_byte_by_byte_is_served()
    {
        using var client = new TcpClient(_address.Host, _address.Port) { NoDelay = true };
        var stream = client.GetStream();
        foreach (var letter in "PUT /protocol HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes([letter]));
        }

        using var reader = new StreamReader(stream, Encoding.ASCII);

        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_connection_that_says_nothing()
    {
        using var silent = new TcpClient(_address.Host, _address.Port);
        await silent.GetStream().WriteAsync("PRI"u8.ToArray());

        await _app.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));

        // Closed, or reset if it was still in the listener's backlog.
        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]).AsTask().ContinueWith(
            read => read.IsFaulted && read.Exception.InnerException is IOException ? 0 : read.Result, TaskScheduler.Default));
    }

    [Theory]
    [InlineData("http://127.0.0.11:3001", "127.0.0.11:3001")]
    [InlineData("http://[::1]:3001", "[::1]:3001")]
    [InlineData("http://localhost:0", "127.0.0.1:0")]
    [InlineData("http://*:3001", "[::]:3001")]
    [InlineData("http://+:3001", "[::]:3001")]
    public void An_address_means_these_end_points(string url, string expected) =>
        Assert.Equal([IPEndPoint.Parse(expected)], SharedPortAddress.Parse(url));

    [Theory]
    [InlineData("https://localhost:3001")]
    [InlineData("http://example.org:3001")]
    [InlineData("localhost:3001")]
    [InlineData("")]
    public void Anything_else_is_refused_by_name(string url) =>
        Assert.Contains($"'{url}'", Assert.Throws<FormatException>(() => SharedPortAddress.Parse(url)).Message, StringComparison.Ordinal);

    private static WebApplication CreateApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.WebHost.UseSharedPort(["http://127.0.0.1:0"]);
        var app = builder.Build();
        app.Map("/protocol", (HttpContext context) => context.Request.Protocol);
        return app;
    }
}
