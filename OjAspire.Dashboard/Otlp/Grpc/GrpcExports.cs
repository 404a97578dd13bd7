using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace OjAspire.Dashboard.Otlp.Grpc;

/// <summary>
/// The one method of each signal's service. They are bound by hand because the generated binding answers a message that is none with an
/// internal error, and logs it as one of ours.
/// </summary>
internal sealed class GrpcExports : IServiceMethodProvider<Intake>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<Intake> context)
    {
        Add(
            context, Protos.TraceServiceReflection.Descriptor, Protos.ExportTraceServiceRequest.Parser,
            static (intake, request) => intake.Traces.Take(request));
        Add(
            context, Protos.MetricsServiceReflection.Descriptor, Protos.ExportMetricsServiceRequest.Parser,
            static (intake, request) => intake.Metrics.Take(request));
        Add(
            context, Protos.LogsServiceReflection.Descriptor, Protos.ExportLogsServiceRequest.Parser,
            static (intake, request) => intake.Logs.Take(request));
    }

    private static void Add<TRequest, TResponse>(
        ServiceMethodProviderContext<Intake> context, FileDescriptor file, MessageParser<TRequest> parser, Func<Intake, TRequest, TResponse> take)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = new Method<TRequest, TResponse>(
            MethodType.Unary,
            file.Services[0].FullName,
            file.Services[0].Methods[0].Name,
            Marshallers.Create<TRequest>((_, _) => throw new NotSupportedException(), received => Parse(parser, received)),
            Marshallers.Create<TResponse>(Write, _ => throw new NotSupportedException()));
        context.AddUnaryMethod(method, [], (intake, request, _) => Task.FromResult(take(intake, request)));
    }

    private static TRequest Parse<TRequest>(MessageParser<TRequest> parser, DeserializationContext received)
        where TRequest : IMessage<TRequest>
    {
        try
        {
            return parser.ParseFrom(received.PayloadAsReadOnlySequence());
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request is not an OTLP message."));
        }
    }

    private static void Write<TResponse>(TResponse response, SerializationContext context)
        where TResponse : IMessage<TResponse>
    {
        context.SetPayloadLength(response.CalculateSize());
        response.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
