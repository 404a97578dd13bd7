using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.AppHost;

/// <summary>
/// What the sandboxes say of themselves, for the banner: a sandbox that cannot isolate runs all the same, and whoever started
/// it has to learn why it takes no work.
/// </summary>
internal static class SandboxSummary
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Lines for the banner, without indentation.</summary>
    /// <param name="api">Address of the API.</param>
    /// <param name="sandboxes">How many sandboxes were started; waited for, a while.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(string api, int sandboxes, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(api) };
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        JsonArray known = [];
        try
        {
            while (known.Count < sandboxes)
            {
                var status = await client.GetFromJsonAsync<JsonObject>("/sandbox/status", either.Token);
                known = status?["sandboxes"]?.AsArray() ?? [];
                if (known.Count < sandboxes)
                {
                    await Task.Delay(AskAgainAfter, TimeProvider.System, either.Token);
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [$"{known.Count} of {sandboxes} connected so far"];
        }

        return [.. known.OfType<JsonObject>().Select(Describe).GroupBy(line => line).Select(same => $"{same.Count()} x {same.Key}")];
    }

    private static string Describe(JsonObject sandbox)
    {
        var slots = sandbox["slots"]!.GetValue<int>();
        var each = slots == 1 ? "1 slot" : $"{slots} slots";
        return sandbox["reason"] is { } reason
            ? $"{each}, taking no work: {reason}"
            : $"{each}: {string.Join(' ', sandbox["languages"]!.AsArray().Select(language => language!.ToString()))}";
    }
}
