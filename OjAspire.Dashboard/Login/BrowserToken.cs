using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Login;

/// <summary>The token that opens the dashboard.</summary>
internal sealed class BrowserToken(IOptions<FrontendOptions> options)
{
    private readonly byte[] _digest = Digest(options.Value.BrowserToken ?? "");

    /// <summary>
    /// Whether this is the token. Takes the same time whatever is wrong with it: digests of equal length are compared, so neither a
    /// matching beginning nor the token's length shows.
    /// </summary>
    public bool Matches(string? candidate) => CryptographicOperations.FixedTimeEquals(Digest(candidate ?? ""), _digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
