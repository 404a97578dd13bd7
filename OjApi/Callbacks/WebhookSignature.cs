using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>
/// Signs callbacks as Standard Webhooks 1.0.0 says (https://github.com/standard-webhooks/standard-webhooks, "Signature scheme"):
/// HMAC-SHA256 over id, timestamp and body, once with each key that counts. Thread-safe.
/// </summary>
internal sealed class WebhookSignature(IOptions<CallbackOptions> options)
{
    /// <summary>Bytes of a key, at least.</summary>
    public const int ShortestKey = 24;

    /// <summary>Bytes of a key, at most.</summary>
    public const int LongestKey = 64;

    private const string KeyPrefix = "whsec_";
    private const string Version = "v1,";

    private readonly byte[][] _keys =
    [
        .. new[] { options.Value.SigningKey, options.Value.PreviousSigningKey }
            .Where(key => key.Length > 0).Select(TryReadKey).OfType<byte[]>(),
    ];

    /// <summary>Whether there is a key.</summary>
    public bool CanSign => _keys.Length > 0;

    /// <summary>The bytes of a key as it is written; <see langword="null"/> when it is none.</summary>
    public static byte[]? TryReadKey(string text)
    {
        var encoded = text.StartsWith(KeyPrefix, StringComparison.Ordinal) ? text[KeyPrefix.Length..] : text;
        var key = new byte[LongestKey + 3];
        var isKey = Convert.TryFromBase64String(encoded, key, out var length) && length is >= ShortestKey and <= LongestKey;
        return isKey ? key[..length] : null;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970 UTC.</param>
    /// <param name="body">The body, byte for byte.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>(_keys.Length);
        foreach (var key in _keys)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
            hmac.AppendData(body);
            signatures.Add(Version + Convert.ToBase64String(hmac.GetHashAndReset()));
        }
        return string.Join(' ', signatures);
    }
}
