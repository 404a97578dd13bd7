using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace OjApi.Gateway;

/// <summary>Lets in who shows the join token, in constant time whatever is shown.</summary>
internal sealed class JoinTokenGate(IOptions<GatewayOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.JoinToken));

    /// <summary>Whether the call's metadata carry <c>authorization: Bearer</c> and the token.</summary>
    public bool Admits(Metadata headers)
    {
        var shown = headers.GetValue("authorization") ?? "";
        var hasScheme = shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

        // Digests have one length, so nothing is learnt from the comparison, not even the token's length.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(hasScheme ? shown[Scheme.Length..] : ""));
        return CryptographicOperations.FixedTimeEquals(digest, _expected) && hasScheme;
    }
}
