using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjApi.Gateway;

/// <summary>The gRPC face of the gateway. Holds no state: a call's state is its session's.</summary>
internal sealed class SchedulerGateway(ClientCertificateGate certificates, StreamGate gate) : SchedulerService.SchedulerServiceBase
{
    public override Task SandboxStream(
        IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
    {
        certificates.Admit(context.GetHttpContext());
        return gate.ServeAsync(requestStream, responseStream, context.RequestHeaders, context.CancellationToken);
    }
}
