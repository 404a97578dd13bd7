using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Access;
using OjApi.Submissions;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Recognises requests that are sent again (draft-ietf-httpapi-idempotency-key-header-07): by the client's key, within what the client has
/// shown that it may use, its authentication token, and the tenant that a proxy has set. Thread-safe.
/// </summary>
internal sealed class RepeatedRequests(ISubmissionStore store, RepeatMetrics metrics, IOptions<Judge0Options> options)
{
    /// <summary>Header of the request that carries the key.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Header of an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    private readonly AccessTokens _authentication = new(options.Value.AuthenticationHeader, options.Value.AuthenticationToken);

    /// <summary>Reads the key of a request; <see langword="null"/> when it has none.</summary>
    /// <param name="isBase64">Whether texts of the request are in base64.</param>
    /// <param name="fields">What it asks for.</param>
    /// <exception cref="RequestRefusedException">The key is none.</exception>
    public RequestKey? Read(HttpRequest request, bool isBase64, params IReadOnlyList<RequestFields?> fields)
    {
        if (!request.Headers.TryGetValue(KeyHeader, out var sent))
        {
            return null;
        }
        var key = IdempotencyKey.Parse(sent.ToString())
            ?? throw new RequestRefusedException(StatusCodes.Status400BadRequest, $"{KeyHeader} must be {IdempotencyKey.Syntax}");

        using var id = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(id, key);
        Append(id, _authentication.IsEmpty ? "" : _authentication.Sent(request));
        Append(id, request.Headers[QueueFields.TenantHeader].ToString().ToLowerInvariant());

        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(fingerprint, request.Method);
        Append(fingerprint, request.Path.Value ?? "");
        Append(fingerprint, isBase64 ? "base64" : "");
        foreach (var submission in fields)
        {
            Append(fingerprint, submission is null ? "none" : "fields");
            submission?.Visit((name, field) =>
            {
                Append(fingerprint, name);
                Append(fingerprint, field.Kind.ToString());
                Append(fingerprint, field.Text);
            });
        }
        return new RequestKey(id.GetHashAndReset(), fingerprint.GetHashAndReset(), options.Value.IdempotencyKeyLifetime);
    }

    /// <summary>The answer that a request with this key has had; <see langword="null"/> when it is the first.</summary>
    /// <exception cref="RequestRefusedException">Another request has used the key.</exception>
    public async Task<byte[]?> FindAnswerAsync(RequestKey? key, HttpContext context) =>
        key is null || await store.FindAnswerAsync(key, context.RequestAborted) is not { } earlier ? null : Replay(key, earlier, context);

    /// <summary>What to answer in place of <paramref name="earlier"/>'s repeat.</summary>
    /// <exception cref="RequestRefusedException">It is no repeat: another request has used the key.</exception>
    public byte[] Replay(RequestKey key, FirstAnswer earlier, HttpContext context)
    {
        var isRepeat = earlier.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint);
        metrics.Repeated(isRepeat);
        if (!isRepeat)
        {
            throw new RequestRefusedException(
                StatusCodes.Status422UnprocessableEntity, $"{KeyHeader} was used for another request; take a new key for each request");
        }
        context.Response.Headers[ReplayedHeader] = "true";
        return earlier.Answer;
    }

    // With its length, so that two texts cannot pass for two others.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
