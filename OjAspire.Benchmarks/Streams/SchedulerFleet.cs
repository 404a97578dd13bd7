using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;

namespace OjAspire.Benchmarks.Streams;

/// <summary>Many scripted API servers in one process, each with a listener on an address of its own.</summary>
internal sealed class SchedulerFleet : SchedulerService.SchedulerServiceBase, IAsyncDisposable
{
    private readonly ConcurrentDictionary<FleetScheduler, bool> _streams = new();
    private WebApplication? _app;
    private long _messages;

    /// <summary>Every server's address.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>The servers that have a stream now.</summary>
    public ICollection<FleetScheduler> Connected => _streams.Keys;

    /// <summary>Messages that came in and went out.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Told of every result, with the time of its arrival.</summary>
    public Action<JobId, long> Finished { get; set; } = (_, _) => { };

    public static async Task<SchedulerFleet> StartAsync(int count)
    {
        var fleet = new SchedulerFleet();
        var port = SubjectProcess.FreePort();
        var addresses = Enumerable.Range(0, count).Select(i => new IPAddress([127, 1, (byte)(i / 250), (byte)((i % 250) + 1)])).ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var address in addresses)
            {
                kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(fleet);
        fleet._app = builder.Build();
        fleet._app.MapGrpcService<SchedulerFleet>();
        await fleet._app.StartAsync();
        fleet.Addresses = [.. addresses.Select(address => new Uri($"http://{address}:{port}"))];
        return fleet;
    }

    public override async Task SandboxStream(
        IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        using var scheduler = new FleetScheduler(responseStream, job => Finished(job, TimeProvider.System.GetTimestamp()), () => Interlocked.Increment(ref _messages));
        _streams[scheduler] = true;
        try
        {
            await scheduler.RunAsync(requestStream, context.CancellationToken);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The process at the other end was killed.
        }
        finally
        {
            _streams.TryRemove(scheduler, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
        }
    }
}
