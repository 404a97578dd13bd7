using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
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

namespace OjAspire.Tests.Session;

/// <summary>A real gRPC server on a real socket that says only what a test tells it to.</summary>
internal sealed class ScriptedScheduler : SchedulerService.SchedulerServiceBase, IAsyncDisposable
{
    private readonly Channel<ScriptedStream> _streams = Channel.CreateUnbounded<ScriptedStream>();
    private WebApplication? _app;

    /// <summary>Where it listens, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; private set; } = null!;

    public string Key => $"{Address.Host}:{Address.Port}";

    public TimeSpan ReportBy { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a stream is refused with; <see langword="null"/> when it is let in.</summary>
    public Status? Refusal { get; set; }

    public static async Task<ScriptedScheduler> StartAsync(ScriptedScheduler? scheduler = null, IPAddress? address = null, int port = 0)
    {
        scheduler ??= new ScriptedScheduler();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(scheduler);
        var app = builder.Build();
        app.MapGrpcService<ScriptedScheduler>();
        await app.StartAsync();
        scheduler._app = app;
        scheduler.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return scheduler;
    }

    /// <summary>A port that is free on every address of this machine now.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>The next stream that a sandbox opens.</summary>
    public async Task<ScriptedStream> NextStreamAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        return await _streams.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Whether a stream was opened that no test has asked for yet.</summary>
    public bool HasUnseenStream => _streams.Reader.TryPeek(out _);

    public override async Task SandboxStream(IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
    {
        if (Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        Assert.True(await requestStream.MoveNext(context.CancellationToken));
        var stream = new ScriptedStream(requestStream.Current.Connect, context.RequestHeaders.GetValue("authorization"), responseStream);
        var response = new ConnectResponse { ServerId = "scripted", ReportBy = Duration.FromTimeSpan(ReportBy) };
        await responseStream.WriteAsync(new SchedulerMessage { ConnectResponse = response }, context.CancellationToken);

        _streams.Writer.TryWrite(stream);
        var status = await stream.RunAsync(requestStream);
        if (status.StatusCode != StatusCode.OK)
        {
            throw new RpcException(status);
        }
    }

    /// <summary>Stops at once: connections are cut as by a crash.</summary>
    public async Task KillAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public ValueTask DisposeAsync() => new(KillAsync());
}
