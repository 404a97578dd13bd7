using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OjApi.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>What one replica hears of the others: in order and each once, as late as the test likes; a notice that something was left may be lost.</summary>
internal sealed class SteppedFeed : ISubmissionFeed
{
    private readonly Channel<FinalSubmission> _heard = Channel.CreateUnbounded<FinalSubmission>();
    private readonly Queue<FinalSubmission> _finals = [];
    private TaskCompletionSource _left = new();

    /// <summary>How many finals it has not heard of yet.</summary>
    public int Unheard => _finals.Count;

    /// <summary>Whether there is a notice that it has not heard yet.</summary>
    public bool IsLeftUnheard { get; private set; }

    public IAsyncEnumerable<FinalSubmission> WatchFinalAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public Task WhenLeftAsync(CancellationToken cancellationToken) => _left.Task.WaitAsync(cancellationToken);

    /// <summary>Nobody listens: callbacks are no part of the model.</summary>
    public Task WhenCallbacksAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    public void BecameFinal(FinalSubmission final) => _finals.Enqueue(final);

    public void WasLeft() => IsLeftUnheard = true;

    public void HearFinal() => _heard.Writer.TryWrite(_finals.Dequeue());

    public void HearLeft()
    {
        IsLeftUnheard = false;
        var left = _left;
        _left = new TaskCompletionSource();
        left.SetResult();
    }

    public void LoseLeft() => IsLeftUnheard = false;

    private async IAsyncEnumerable<FinalSubmission> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            yield return await _heard.Reader.ReadAsync(cancellationToken);
        }
    }
}
