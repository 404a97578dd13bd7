using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;

namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>One of the two ways in which a body is written.</summary>
internal sealed class BodyFormat
{
    private static readonly JsonParser JsonParser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private BodyFormat(string contentType) => ContentType = contentType;

    public static BodyFormat Protobuf { get; } = new("application/x-protobuf");

    public static BodyFormat Json { get; } = new("application/json");

    /// <summary>The media type, without parameters.</summary>
    public string ContentType { get; }

    /// <summary>The format of a content type, or null when it is neither.</summary>
    public static BodyFormat? Of(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) ? null
        : Is(type, Protobuf) ? Protobuf
        : Is(type, Json) ? Json
        : null;

    /// <summary>Reads a message.</summary>
    /// <param name="mend">What to do to one that was JSON, whose ids are not written as JSON writes bytes elsewhere.</param>
    /// <exception cref="RequestRefusedException">It is none.</exception>
    public TRequest Parse<TRequest>(ReadOnlyMemory<byte> body, MessageParser<TRequest> parser, Action<TRequest> mend)
        where TRequest : IMessage<TRequest>, new()
    {
        try
        {
            if (this == Protobuf)
            {
                return parser.ParseFrom(body.Span);
            }
            var request = JsonParser.Parse<TRequest>(StrictUtf8.GetString(body.Span));
            mend(request);
            return request;
        }
        catch (Exception exception) when (
            exception is InvalidProtocolBufferException or InvalidJsonException or DecoderFallbackException or InvalidOperationException or FormatException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "The body is not an OTLP message.");
        }
    }

    /// <summary>Writes a message.</summary>
    public byte[] Write(IMessage message) =>
        this == Protobuf ? message.ToByteArray() : StrictUtf8.GetBytes(JsonFormatter.Default.Format(message));

    private static bool Is(MediaTypeHeaderValue type, BodyFormat format) =>
        string.Equals(type.MediaType, format.ContentType, StringComparison.OrdinalIgnoreCase);
}
