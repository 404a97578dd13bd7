using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Integration;

/// <summary>A client of the HTTP interface, as a user would write one.</summary>
internal sealed class OjClient(HttpClient http) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public HttpClient Http => http;

    /// <summary>Submits a program and waits for its outcome, all fields.</summary>
    public async Task<JsonNode> JudgeAsync(int languageId, string source, object? more = null)
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more ?? new { }))!;
        body["language_id"] = languageId;
        body["source_code"] = source;
        using var response = await http.PostAsJsonAsync("/submissions?wait=true&fields=*", body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, $"{(int)response.StatusCode} {answer}");
        return JsonNode.Parse(answer)!;
    }

    public async Task<JsonNode> GetSubmissionAsync(string token) => (await http.GetFromJsonAsync<JsonNode>($"/submissions/{token}?fields=*"))!;

    public async Task<JsonNode> GetStatusAsync() => (await http.GetFromJsonAsync<JsonNode>("/sandbox/status"))!;

    /// <summary>Waits until this replica counts that many slots.</summary>
    public async Task WaitForSlotsAsync(int total)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while ((await GetStatusAsync())["total_count"]!.GetValue<int>() != total)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public void Dispose() => http.Dispose();
}
