using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OjApi.Gateway;

/// <summary>
/// Lets in who shows the join token, or the previous one while there is one, so that it can be changed without a moment in
/// which somebody is locked out. Takes the same time whatever is shown.
/// </summary>
internal sealed class JoinTokenGate(IOptions<GatewayOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _current = Digest(options.Value.JoinToken);

    // Without a previous token both are the same, so that there are always two to compare with.
    private readonly byte[] _previous = Digest(
        options.Value.PreviousJoinToken.Length > 0 ? options.Value.PreviousJoinToken : options.Value.JoinToken);

    /// <summary>Whether a call shows a token that counts.</summary>
    /// <param name="authorization">The call's <c>authorization</c> header, <c>Bearer</c> and the token; empty when it has none.</param>
    /// <param name="previous">Whether it is the one that is being replaced.</param>
    public bool Admits(string authorization, out bool previous)
    {
        var hasScheme = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

        // Digests have one length, so nothing is learnt from the comparison, not even the token's length; and both are
        // always compared, so neither is which one came close.
        var digest = Digest(hasScheme ? authorization[Scheme.Length..] : "");
        var isCurrent = CryptographicOperations.FixedTimeEquals(digest, _current);
        var isPrevious = CryptographicOperations.FixedTimeEquals(digest, _previous);
        previous = isPrevious & !isCurrent;
        return (isCurrent | isPrevious) & hasScheme;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
