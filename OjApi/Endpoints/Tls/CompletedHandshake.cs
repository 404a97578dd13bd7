namespace OjApi.Endpoints.Tls;

/// <summary>Marks a connection whose TLS handshake has come to its end: Kestrel itself says only on a level for debugging that one has not.</summary>
internal sealed class CompletedHandshake
{
    /// <summary>The mark.</summary>
    public static readonly CompletedHandshake Mark = new();
}
