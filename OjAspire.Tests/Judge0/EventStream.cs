using System.Text.Json.Nodes;

namespace OjAspire.Tests.Judge0;

/// <summary>A client of server-sent events, line by line as they come.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    public HttpResponseMessage Response => _response;

    /// <summary>Comments so far.</summary>
    public int Comments { get; private set; }

    /// <summary>Opens a stream, which the server must not refuse.</summary>
    public static async Task<EventStream> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; <see langword="null"/> when the stream has ended in good order.</summary>
    public async Task<Event?> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await _reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(':'))
            {
                Comments++;
            }
            else if (line.Length > 0)
            {
                var parts = line.Split(": ", 2);
                fields.Add(parts[0], parts[1]);
            }
            else if (fields.Count > 0)
            {
                return new Event(fields["event"], fields["id"], JsonNode.Parse(fields["data"])!);
            }
        }

        return null;
    }

    /// <summary>The events that are left, to the end.</summary>
    public async Task<List<Event>> RestAsync()
    {
        var events = new List<Event>();
        while (await NextAsync() is { } next)
        {
            events.Add(next);
        }

        return events;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    internal sealed record Event(string Name, string Id, JsonNode Data);
}
