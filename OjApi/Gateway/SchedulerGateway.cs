using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjApi.Gateway;

/// <summary>The gRPC face of the gateway. Holds no state: a call's state is its session's.</summary>
internal sealed class SchedulerGateway(StreamGate gate) : SchedulerService.SchedulerServiceBase
{
    public override Task SandboxStream(
        IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context) =>
        gate.ServeAsync(requestStream, responseStream, context.RequestHeaders, context.CancellationToken);
}
