using System.Collections.Concurrent;

namespace OjAspire.Chaos.Clients;

/// <summary>What clients were answered. Any number may write at once.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _odd = new();
    private int _refused;
    private int _unreachable;
    private readonly ConcurrentDictionary<string, bool> _keyed = new();
    private int _unknown;
    private int _replayed;

    /// <summary>Who accepted what, by token.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>How often the answer was 503.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>How often there was nobody to send a submission to, so that it cannot have been accepted.</summary>
    public int Unreachable => Volatile.Read(ref _unreachable);

    /// <summary>How often there was no answer, so that the submission may have been accepted.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>Sources that were sent with a key, so that each is to be stored once however often it was sent.</summary>
    public IReadOnlyCollection<string> Keyed => [.. _keyed.Keys];

    /// <summary>How often the answer was that of an earlier request with the same key.</summary>
    public int Replayed => Volatile.Read(ref _replayed);

    /// <summary>Answers that there should not be.</summary>
    public IReadOnlyCollection<string> Odd => _odd;

    public void Acknowledge(string token, Acknowledgement acknowledgement) => _acknowledged[token] = acknowledgement;

    public void Refuse() => Interlocked.Increment(ref _refused);

    public void NotReached() => Interlocked.Increment(ref _unreachable);

    public void NotAnswered() => Interlocked.Increment(ref _unknown);

    public void Key(string source) => _keyed[source] = true;

    public void Replay(bool isReplayed)
    {
        if (isReplayed)
        {
            Interlocked.Increment(ref _replayed);
        }
    }

    public void Wonder(string answer) => _odd.Enqueue(answer);
}
