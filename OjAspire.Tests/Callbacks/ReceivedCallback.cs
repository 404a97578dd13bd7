using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Callbacks;

/// <summary>A request that a receiver has got.</summary>
internal sealed record ReceivedCallback(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonNode Json => JsonNode.Parse(Body)!;

    public Guid Token => Json["token"]!.GetValue<Guid>();

    /// <summary>Whether one of its signatures is right, by the words of the specification and none of our code.</summary>
    public bool IsSignedWith(string key)
    {
        var secret = Convert.FromBase64String(key["whsec_".Length..]);
        var signed = Encoding.ASCII.GetBytes(Id + "." + Headers["webhook-timestamp"] + ".").Concat(Body).ToArray();
        var right = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        var age = TimeProvider.System.GetUtcNow() - sent;
        return Headers["webhook-signature"].Split(' ').Contains(right) && age.Duration() < TimeSpan.FromMinutes(5);
    }
}
