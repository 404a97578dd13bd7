using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        using var response = await http.PostAsJsonAsync("/submissions?wait=true&fields=*", CreateBody(languageId, source, more));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, $"{(int)response.StatusCode} {answer}");
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Submits a program and returns its token at once.</summary>
    public async Task<string> SubmitAsync(int languageId, string source, object? more = null)
    {
        using var response = await http.PostAsJsonAsync("/submissions", CreateBody(languageId, source, more));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
    }

    /// <summary>Asks until the submission has its verdict.</summary>
    public async Task<JsonNode> WaitForVerdictAsync(string token)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var submission = await GetSubmissionAsync(token);
            if (submission["verdict"] is not null)
            {
                return submission;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public async Task<JsonNode> GetSubmissionAsync(string token) => (await http.GetFromJsonAsync<JsonNode>($"/submissions/{token}?fields=*"))!;

    /// <summary>Cancels a submission; as it is then.</summary>
    public async Task<JsonNode> CancelAsync(string token)
    {
        using var response = await http.DeleteAsync(new Uri($"/submissions/{token}?fields=*", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Has a submission judged anew.</summary>
    /// <param name="authorization">The authorization token.</param>
    public async Task RejudgeAsync(string token, string authorization)
    {
        using var response = await http.PostAsync(new Uri($"/submissions/{token}/rejudge?X-Auth-User={authorization}", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    /// <summary>All attempts of a submission.</summary>
    public async Task<JsonArray> GetAttemptsAsync(string token) =>
        (await http.GetFromJsonAsync<JsonNode>($"/submissions/{token}/attempts"))!["attempts"]!.AsArray();

    /// <summary>Waits until this replica sees that many jobs being judged.</summary>
    public async Task WaitForRunningAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while ((await GetStatusAsync())["processing_count"]!.GetValue<int>() != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

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

    private static JsonNode CreateBody(int languageId, string source, object? more)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!;
        body["language_id"] = languageId;
        body["source_code"] = source;
        return body;
    }
}
