namespace OjApi.Endpoints.Tls;

/// <summary>
/// Marks a connection whose TLS handshake has come to a good end at either side: of one that has not, Kestrel says nothing
/// but for debugging.
/// </summary>
internal sealed class CompletedHandshake
{
    /// <summary>The mark.</summary>
    public static readonly CompletedHandshake Mark = new();
}
