using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace OjApi.Judge0.Access;

/// <summary>The tokens that open one door. Compared in constant time, all of them every time.</summary>
/// <param name="header">Name of the header, and of the query parameter, that carries one.</param>
/// <param name="tokens">Accepted tokens, separated by spaces.</param>
internal sealed class AccessTokens(string header, string tokens)
{
    private readonly byte[][] _hashes = [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hash)];

    /// <summary>Whether there is no token at all.</summary>
    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Whether the request carries one of the tokens.</summary>
    public bool Admits(HttpRequest request)
    {
        var hash = Hash(Sent(request));
        var isAdmitted = false;
        foreach (var accepted in _hashes)
        {
            isAdmitted |= CryptographicOperations.FixedTimeEquals(accepted, hash);
        }
        return isAdmitted;
    }

    /// <summary>The token that a request carries, whether it is one of these or not; empty when it carries none.</summary>
    public string Sent(HttpRequest request)
    {
        var sent = request.Headers[header];
        return (StringValues.IsNullOrEmpty(sent) ? request.Query[header] : sent).ToString();
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
