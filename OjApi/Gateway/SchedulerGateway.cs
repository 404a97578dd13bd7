using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Gateway;

/// <summary>The gRPC face of the gateway. Holds no state: a call's state is its session's.</summary>
internal sealed class SchedulerGateway(
    ClientCertificateGate certificates, StreamGate gate, Scheduler scheduler, ApiMetrics metrics, TimeProvider time) : SchedulerService.SchedulerServiceBase
{
    public override Task SandboxStream(
        IAsyncStreamReader<SandboxMessage> requestStream, IServerStreamWriter<SchedulerMessage> responseStream, ServerCallContext context)
    {
        var measured = new MeasuredStream(requestStream, responseStream, scheduler, metrics, time);
        return measured.MeasureAsync(() =>
        {
            var http = context.GetHttpContext();
            certificates.Admit(http);

            // Not the call's metadata: those cannot be made of every header that HTTP permits.
            return gate.ServeAsync(measured, measured, http.Request.Headers.Authorization.ToString(), context.CancellationToken);
        });
    }
}
