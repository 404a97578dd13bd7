using System.Diagnostics.CodeAnalysis;
using OjSandbox.Discovery;
using OjSandbox.Threading;

namespace OjSandbox.Session.Slots;

/// <summary>
/// One stream as the slots see it: who is at its other end, a bell for its writer, and a way to have it replaced.
/// Knows no transport. A new stream to the same endpoint is a new handle. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and may be cancelled after the stream has ended by itself.")]
internal sealed class StreamHandle(SchedulerEndpoint endpoint)
{
    private readonly CancellationTokenSource _broken = new();

    /// <summary>The replica at the other end.</summary>
    public SchedulerEndpoint Endpoint { get; } = endpoint;

    /// <summary>Set when there is something to take for this stream.</summary>
    public Signal Ready { get; } = new();

    /// <summary>Cancelled when the stream is to be replaced.</summary>
    public CancellationToken Broken => _broken.Token;

    /// <summary>Why it is to be replaced; <see langword="null"/> as long as it is not.</summary>
    public string? BrokenBecause { get; private set; }

    /// <summary>Ends the stream, so that a new one takes its place.</summary>
    public void Break(string reason)
    {
        BrokenBecause ??= reason;
        _broken.Cancel();
    }
}
