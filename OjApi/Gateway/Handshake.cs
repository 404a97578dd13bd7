using Grpc.Core;
using OjApi.Languages;
using OjApi.Scheduling;

namespace OjApi.Gateway;

/// <summary>Learns from the first message of a stream who calls, and what it can judge.</summary>
internal sealed partial class Handshake(IKnownLanguages languages, ILogger<Handshake> logger)
{
    private const uint ProtocolVersion = 1;

    /// <summary>How long a peer may take to say who it is. A sandbox says it with the call itself.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(3);

    /// <summary>Reads Connect.</summary>
    /// <exception cref="ProtocolViolationException">It is something else, or malformed.</exception>
    /// <exception cref="RpcException">It is of another version, or could not be taken in.</exception>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public async Task<SandboxHello> ReadAsync(InboundStream inbound, CancellationToken cancellationToken)
    {
        var first = await inbound.ReadAsync(Within);
        var connect = first?.Connect ?? throw new ProtocolViolationException("Connect must be the first message");
        if (connect.ProtocolVersion != ProtocolVersion)
        {
            throw Refused(
                StatusCode.FailedPrecondition, $"protocol version {connect.ProtocolVersion} is unknown; this server speaks {ProtocolVersion}");
        }

        var hello = Incoming.Hello(connect);
        try
        {
            await languages.AnnounceAsync(connect.Languages, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.LanguagesNotStored(logger, hello.SandboxId, exception);
            throw Refused(StatusCode.Unavailable, "the store does not answer");
        }

        return hello;
    }

    private static RpcException Refused(StatusCode code, string detail) => new(new Status(code, detail));

    private static partial class Log
    {
        [LoggerMessage(EventId = 1006, EventName = "LanguagesNotStored", Level = LogLevel.Error,
            Message = "The languages of sandbox {SandboxId} could not be stored; it has to connect again")]
        public static partial void LanguagesNotStored(ILogger logger, string sandboxId, Exception exception);
    }
}
