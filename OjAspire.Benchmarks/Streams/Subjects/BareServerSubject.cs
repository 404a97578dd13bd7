using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>The limit of the server side: grpc-dotnet on Kestrel as they come; answers Connect and reads what comes.</summary>
internal sealed class BareServerSubject : SchedulerService.SchedulerServiceBase
{
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var port = int.Parse(Environment.GetEnvironmentVariable("API_PORT")!, CultureInfo.InvariantCulture);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<BareServerSubject>();
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    public override async Task SandboxStream(
        IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
    {
        var response = new ConnectResponse { ServerId = "bare", ReportBy = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) };
        await responseStream.WriteAsync(new SchedulerMessage { ConnectResponse = response }, context.CancellationToken);
        while (await requestStream.MoveNext(context.CancellationToken))
        {
        }
    }
}
