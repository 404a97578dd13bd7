using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Integration.Telemetry;

/// <summary>A receiver of traces on a free port that keeps what it gets.</summary>
internal sealed class SpanCollector : TraceService.TraceServiceBase, IAsyncDisposable
{
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private WebApplication? _app;

    /// <summary>Where to send traces, by OTLP over gRPC.</summary>
    public string Address => _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    public static async Task<SpanCollector> StartAsync()
    {
        var collector = new SpanCollector();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(collector);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        collector._app = builder.Build();
        collector._app.MapGrpcService<SpanCollector>();
        await collector._app.StartAsync();
        return collector;
    }

    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
    {
        foreach (var resource in request.ResourceSpans)
        {
            var service = resource.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value.StringValue ?? "";
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                _spans.Enqueue(new CollectedSpan(
                    service,
                    span.Name,
                    Convert.ToHexStringLower(span.TraceId.Span),
                    Convert.ToHexStringLower(span.SpanId.Span),
                    Convert.ToHexStringLower(span.ParentSpanId.Span)));
            }
        }
        return Task.FromResult(new ExportTraceServiceResponse());
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
