extern alias dashboard;
using dashboard::OjAspire.Dashboard.Otlp;
using dashboard::OjAspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OjAspire.Tests.Dashboard.Receiving;

/// <summary>The receiver and the store that it fills, in this process, on free ports.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private readonly WebApplication _program;
    private readonly OtlpServer _server;

    private Receiver(WebApplication program)
    {
        _program = program;
        _server = program.Services.GetRequiredService<OtlpServer>();
        Store = program.Services.GetRequiredService<TelemetryStore>();
    }

    public TelemetryStore Store { get; }

    public Uri GrpcAddress => _server.GrpcAddress!;

    public Uri HttpAddress => _server.HttpAddress!;

    public static async Task<Receiver> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var all = new Dictionary<string, string?>
        {
            ["Dashboard:Otlp:GrpcEndpointUrl"] = "http://127.0.0.1:0",
            ["Dashboard:Otlp:HttpEndpointUrl"] = "http://127.0.0.1:0",
            ["Dashboard:Otlp:PrimaryApiKey"] = Key,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        builder.Configuration.AddInMemoryCollection(all);
        // The pages' own server, which is not started.
        builder.WebHost.UseKestrelCore();
        builder.Services.AddLogging();
        builder.AddTelemetry();
        builder.AddOtlpReceiver();
        var receiver = new Receiver(builder.Build());
        await receiver._server.StartAsync(CancellationToken.None);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _program.DisposeAsync();
    }
}
