using System.Collections.Concurrent;

namespace OjAspire.Chaos.Clients;

/// <summary>What clients were answered. Any number may write at once.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _odd = new();
    private int _refused;
    private int _unreachable;
    private int _unknown;

    /// <summary>Who accepted what, by token.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>How often the answer was 503.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>How often there was nobody to send a submission to, so that it cannot have been accepted.</summary>
    public int Unreachable => Volatile.Read(ref _unreachable);

    /// <summary>How often there was no answer, so that the submission may have been accepted.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>Answers that there should not be.</summary>
    public IReadOnlyCollection<string> Odd => _odd;

    public void Acknowledge(string token, Acknowledgement acknowledgement) => _acknowledged[token] = acknowledgement;

    public void Refuse() => Interlocked.Increment(ref _refused);

    public void NotReached() => Interlocked.Increment(ref _unreachable);

    public void NotAnswered() => Interlocked.Increment(ref _unknown);

    public void Wonder(string answer) => _odd.Enqueue(answer);
}
