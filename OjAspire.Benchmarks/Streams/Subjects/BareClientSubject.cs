using System.Text.Json;
using Grpc.Net.Client;
using Oj.Contracts.Scheduling;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>The limit of the sandbox's side: grpc-dotnet's client as it comes; connects to every endpoint listed and reads what comes.</summary>
internal static class BareClientSubject
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var path = Environment.GetEnvironmentVariable("Oj__ReplicaList")!;
        var streams = new Dictionary<Uri, Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var address in JsonSerializer.Deserialize<Uri[]>(await File.ReadAllTextAsync(path, cancellationToken))!)
            {
                if (!streams.ContainsKey(address))
                {
                    streams.Add(address, KeepAsync(address, cancellationToken));
                }
            }

            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task KeepAsync(Uri address, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { UseProxy = false }, DisposeHttpClient = true });
        using var call = new SchedulerService.SchedulerServiceClient(channel).SandboxStream(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(new SandboxMessage { Connect = new Connect { ProtocolVersion = 1 } }, cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
        }
    }
}
