using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace OjApi.Judge0.Requests;

/// <summary>Reads bodies, as JSON or as a form, and turns what cannot be read into an answer.</summary>
internal sealed class RequestBody(IOptions<Judge0Options> options)
{
    private readonly int _maxSize = options.Value.MaxRequestBodySize;

    /// <summary>The fields of one submission.</summary>
    /// <exception cref="RequestRefusedException">The body cannot be read.</exception>
    public async Task<RequestFields> ReadFieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return RequestFields.FromForm(await ReadFormAsync(request));
        }
        using var json = await ReadJsonAsync(request);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? RequestFields.FromJson(json.RootElement)
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, "the request body must be a JSON object");
    }

    /// <summary>The elements of a batch; <see langword="null"/> for one that is no object.</summary>
    /// <exception cref="RequestRefusedException">The body cannot be read.</exception>
    public async Task<IReadOnlyList<RequestFields?>> ReadBatchAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "a batch must be sent as application/json");
        }
        using var json = await ReadJsonAsync(request);
        return RequestFields.FindProperty(json.RootElement, "submissions") is { ValueKind: JsonValueKind.Array } submissions
            ? [.. submissions.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? RequestFields.FromJson(item) : null)]
            : [];
    }

    /// <summary>The tokens that a body names; an empty one for what is no text.</summary>
    /// <exception cref="RequestRefusedException">The body cannot be read.</exception>
    public async Task<IReadOnlyList<string>> ReadTokensAsync(HttpRequest request)
    {
        using var json = await ReadJsonAsync(request);
        return RequestFields.FindProperty(json.RootElement, "tokens") is { ValueKind: JsonValueKind.Array } tokens
            ? [.. tokens.EnumerateArray().Select(token => RequestFields.ReadText(token) ?? "")]
            : [];
    }

    private async Task<JsonDocument> ReadJsonAsync(HttpRequest request)
    {
        Limit(request);
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException exception)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest,
                $"the request body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
        catch (BadHttpRequestException exception)
        {
            throw Refuse(exception);
        }
    }

    private async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        Limit(request);
        try
        {
            return await request.ReadFormAsync(
                new FormOptions { ValueLengthLimit = _maxSize, BufferBodyLengthLimit = _maxSize, MultipartBodyLengthLimit = _maxSize },
                request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            throw Refuse(exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "the request body is not a valid form");
        }
    }

    private void Limit(HttpRequest request)
    {
        if (request.ContentLength > _maxSize)
        {
            throw TooLarge();
        }
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = _maxSize;
        }
    }

    private RequestRefusedException Refuse(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? TooLarge()
        : new RequestRefusedException(exception.StatusCode, "the request body cannot be read");

    private RequestRefusedException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"the request body is too large (maximum is {_maxSize} bytes)");
}
