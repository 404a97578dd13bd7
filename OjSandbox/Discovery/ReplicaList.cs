using System.Text.Json;

namespace OjSandbox.Discovery;

/// <summary>The file in which the app host keeps the replicas' own addresses: a JSON array of <c>http</c> or <c>https</c> URLs.</summary>
internal static class ReplicaList
{
    /// <summary>Reads the whole list or nothing of it.</summary>
    /// <exception cref="JsonException">It is no such list, or a half-written one.</exception>
    public static IReadOnlyList<SchedulerEndpoint> Parse(ReadOnlySpan<byte> json)
    {
        var texts = JsonSerializer.Deserialize<string?[]>(json) ?? throw new JsonException("The list is null.");
        return [.. texts.Select(Parse)];
    }

    private static SchedulerEndpoint Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0
            ? new SchedulerEndpoint(url)
            : throw new JsonException($"'{text}' is not an http or https URL.");
}
