namespace OjAspire.Dashboard.Otlp.Http;

/// <summary>A request that is not taken, and what the sender is told.</summary>
internal sealed class RequestRefusedException(int statusCode, string message) : Exception(message)
{
    /// <summary>Of HTTP.</summary>
    public int StatusCode { get; } = statusCode;

    public static RequestRefusedException TooLarge(int largest) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            FormattableString.Invariant($"The request is larger than {largest} bytes (Dashboard:Otlp:MaxRequestSize)."));
}
