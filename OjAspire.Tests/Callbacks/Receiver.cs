using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace OjAspire.Tests.Callbacks;

/// <summary>A receiver of callbacks on a free port of the loopback address, which answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<ReceivedCallback> _received = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Answers a request, given how many came before it. 204 unless set.</summary>
    public Func<int, HttpContext, Task> Answer { get; set; } = static (_, context) => AnswerAsync(context, 204);

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ReceivedCallback> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task<IReadOnlyList<ReceivedCallback>> WhenAsync(int count)
    {
        var deadline = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_received.Count >= count)
                {
                    return [.. _received];
                }

                more = _more.Task;
            }

            Assert.True(await Task.WhenAny(more, deadline) == more, $"{Received.Count} of {count} callbacks came");
        }
    }

    public static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Never answers.</summary>
    public static Task HangAsync(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        // At once: some of its requests may never be answered.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        int before;
        lock (_gate)
        {
            before = _received.Count;
            _received.Add(new ReceivedCallback(context.Request.Method, context.Request.Path, headers, body.ToArray()));
            var told = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }

        try
        {
            await Answer(before, context);
        }
        catch (OperationCanceledException)
        {
            // The other side has hung up.
        }
    }
}
