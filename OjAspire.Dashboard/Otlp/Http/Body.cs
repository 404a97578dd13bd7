using System.IO.Compression;

namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>Reads a request's body as far as its size is allowed.</summary>
internal static class Body
{
    private const int FirstBuffer = 16 * 1_024;

    /// <summary>The body, decompressed.</summary>
    /// <exception cref="RequestRefusedException">It is too large, or its compression is unknown or broken.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int largest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > largest)
        {
            throw RequestRefusedException.TooLarge(largest);
        }
        try
        {
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    return await ReadAsync(request.Body, request.ContentLength, largest, cancellationToken);
                case "gzip":
                    await using (var unpacked = new GZipStream(request.Body, CompressionMode.Decompress))
                    {
                        return await ReadAsync(unpacked, null, largest, cancellationToken);
                    }
                default:
                    throw new RequestRefusedException(
                        StatusCodes.Status415UnsupportedMediaType, "The content encoding must be gzip or none.");
            }
        }
        catch (InvalidDataException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "The body is not in gzip format.");
        }
        catch (BadHttpRequestException exception)
        {
            throw new RequestRefusedException(exception.StatusCode, "The body could not be read.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? length, int largest, CancellationToken cancellationToken)
    {
        // Grows as bytes come: a length that is announced costs the sender nothing.
        var buffer = new byte[Math.Min(length + 1 ?? FirstBuffer, FirstBuffer)];
        var count = 0;
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(count), cancellationToken);
            if (read == 0)
            {
                return buffer.AsMemory(0, count);
            }
            count += read;
            if (count > largest)
            {
                throw RequestRefusedException.TooLarge(largest);
            }
            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, largest + 1L));
            }
        }
    }
}
