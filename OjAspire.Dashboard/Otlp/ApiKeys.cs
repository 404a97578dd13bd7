using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Otlp;

/// <summary>The keys that open the receiver.</summary>
internal sealed class ApiKeys(IOptions<OtlpOptions> options)
{
    private readonly byte[]? _primary = Digest(options.Value.PrimaryApiKey);
    private readonly byte[]? _secondary = Digest(options.Value.SecondaryApiKey);

    /// <summary>
    /// Whether this opens. Takes the same time whatever is wrong with it: digests of equal length are compared, and with both keys.
    /// </summary>
    public bool Open(string? candidate)
    {
        if (options.Value.AuthMode is OtlpAuthMode.Unsecured)
        {
            return true;
        }
        var digest = Digest(candidate);
        return digest is not null && (Matches(digest, _primary) | Matches(digest, _secondary));
    }

    private static bool Matches(byte[] digest, byte[]? key) => key is not null && CryptographicOperations.FixedTimeEquals(digest, key);

    private static byte[]? Digest(string? text) => string.IsNullOrEmpty(text) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
