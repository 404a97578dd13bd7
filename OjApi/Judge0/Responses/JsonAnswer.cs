using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OjApi.Judge0.Responses;

/// <summary>An answer that is written field by field.</summary>
/// <param name="statusCode">Its status.</param>
/// <param name="write">Writes exactly one value.</param>
internal sealed class JsonAnswer(int statusCode, Action<Utf8JsonWriter> write) : IResult
{
    // The body is never part of a page, so only what JSON itself asks for is escaped.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The form in which Judge0 says that a request cannot be answered.</summary>
    public static JsonAnswer Error(int statusCode, string message) => new(statusCode, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", message);
        writer.WriteEndObject();
    });

    /// <summary>The answer of a Rails application for what is not there.</summary>
    public static JsonAnswer NotFound() => new(StatusCodes.Status404NotFound, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", StatusCodes.Status404NotFound);
        writer.WriteString("error", "Not Found");
        writer.WriteEndObject();
    });

    /// <summary>One value as text, on one line.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = "application/json; charset=utf-8";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, Options))
        {
            write(writer);
        }
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
