namespace OjAspire.Benchmarks.Streams;

/// <summary>Many scripted sandboxes in one process, all connected to one API server.</summary>
internal sealed class SandboxFleet(Uri address, string joinToken) : IAsyncDisposable
{
    private const int Slots = 2;

    private readonly CancellationTokenSource _ending = new();
    private readonly List<FleetSandbox> _sandboxes = [];
    private readonly List<Task> _running = [];
    private long _messages;
    private long _acknowledged;

    /// <summary>Messages that came in and went out.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Results that the server has stored.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Connects so many more, and waits until the server has let every one in.</summary>
    public async Task GrowAsync(int more)
    {
        var sandboxes = Enumerable.Range(0, more)
            .Select(_ => new FleetSandbox(address, joinToken, Slots, () => Interlocked.Increment(ref _acknowledged), () => Interlocked.Increment(ref _messages)))
            .ToArray();
        _sandboxes.AddRange(sandboxes);
        _running.AddRange(sandboxes.Select(sandbox => sandbox.RunAsync(_ending.Token)));
        await Task.WhenAll(sandboxes.Select(sandbox => sandbox.Connected));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sandboxes.ForEach(sandbox => sandbox.Dispose());
        _ending.Dispose();
    }
}
