using System.Net;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OjApi.Endpoints.Tls;

namespace OjApi.Gateway;

/// <summary>Lets streams in whose connection is as the options of TLS demand it; the join token is asked for after that.</summary>
internal sealed partial class ClientCertificateGate(IOptions<TlsOptions> options, ILogger<ClientCertificateGate> logger)
{
    private const string GiveOne = "give the sandbox one of a CA in " + TlsOptions.ClientCaKey + " by its Oj:Tls:Certificate and Oj:Tls:Key";

    /// <summary>Returns when the call may go on.</summary>
    /// <exception cref="RpcException">It may not: UNAUTHENTICATED, saying what is missing.</exception>
    public void Admit(HttpContext call)
    {
        if (Refusal(call) is { } reason)
        {
            Log.Refused(logger, call.Connection.RemoteIpAddress, reason);
            throw new RpcException(new Status(StatusCode.Unauthenticated, reason));
        }
    }

    private string? Refusal(HttpContext call)
    {
        var demands = options.Value.DemandsClientCertificates;
        if ((demands || options.Value.RefusesClearText) && !ClearTextRefusal.IsThroughTls(call))
        {
            return "it came in clear text and this server demands TLS; write the sandbox's SCHEDULER_ADDRESS as https://host:port";
        }

        return demands
            ? call.Features.Get<ClientCertificate>() switch
            {
                null => $"no client certificate was shown; {GiveOne}",
                { Fault: { } fault } shown => $"the client certificate {shown.Subject} {fault}; {GiveOne}",
                _ => null,
            }
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1021, EventName = "PeerRefused", Level = LogLevel.Warning, Message = "A stream from {Peer} was refused: {Reason}")]
        public static partial void Refused(ILogger logger, IPAddress? peer, string reason);
    }
}
