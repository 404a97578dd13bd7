using System.Globalization;
using System.Net;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Session;

/// <summary>The real sandbox process and a hundred listeners: the short form of the benchmark with five hundred.</summary>
[Collection(Alone.Name)]
public sealed class ManyEndpointsTests
{
    private const int Endpoints = 100;

    [Fact]
    public async Task Sandbox_has_a_stream_to_each_of_a_hundred_endpoints_soon_and_at_little_cost()
    {
        await using var cluster = ProcessCluster.Create();
        await using var server = await Server.StartAsync();
        var list = Path.Combine(cluster.DirectoryPath, "replicas.json");
        Publish(server.Addresses.Take(1));
        var sandbox = cluster.StartSandbox(slots: 4, [], new Dictionary<string, string> { ["Oj__ReplicaList"] = list });
        await server.WhenOpenAsync(1);
        var before = ResidentBytes(sandbox);

        var start = TimeProvider.System.GetTimestamp();
        Publish(server.Addresses);
        await server.WhenOpenAsync(Endpoints);

        // Both bounds leave room for a busy machine; the figures are the benchmark's business.
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.InRange((ResidentBytes(sandbox) - before) / (Endpoints - 1), 0, 400 * 1024);

        void Publish(IEnumerable<string> addresses)
        {
            File.WriteAllText(list + ".new", JsonSerializer.Serialize(addresses));
            File.Move(list + ".new", list, overwrite: true);
        }
    }

    // Memory of its own; pages of files do not count.
    private static long ResidentBytes(ChildProcess process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Lets everybody in at each of its addresses, and counts who is there.</summary>
    private sealed class Server : SchedulerService.SchedulerServiceBase, IAsyncDisposable
    {
        private readonly SemaphoreSlim _opened = new(0);
        private WebApplication _app = null!;
        private int _open;

        public IReadOnlyList<string> Addresses { get; private set; } = [];

        public static async Task<Server> StartAsync()
        {
            var server = new Server();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                for (var i = 0; i < Endpoints; i++)
                {
                    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
                }
            });
            builder.Services.AddGrpc();
            builder.Services.AddSingleton(server);
            server._app = builder.Build();
            server._app.MapGrpcService<Server>();
            await server._app.StartAsync();
            server.Addresses = [.. server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
            Assert.Equal(Endpoints, server.Addresses.Distinct().Count());
            return server;
        }

        public async Task WhenOpenAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
            while (Volatile.Read(ref _open) < count)
            {
                await _opened.WaitAsync(patience.Token);
            }
        }

        public override async Task SandboxStream(
            IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
        {
            await requestStream.MoveNext(context.CancellationToken);
            var response = new ConnectResponse { ServerId = "one of many", ReportBy = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)) };
            await responseStream.WriteAsync(new SchedulerMessage { ConnectResponse = response }, context.CancellationToken);
            Interlocked.Increment(ref _open);
            _opened.Release();
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                // Reports: nobody looks at them.
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
            _opened.Dispose();
        }
    }
}
