using OjApi.Callbacks;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>Looks up how far callbacks have come, when an answer is to tell it.</summary>
internal sealed class CallbackStates(ICallbackStore callbacks)
{
    /// <summary>The submission with the state of its callback, if the writer writes that.</summary>
    public async Task<Submission> AddToAsync(Submission submission, SubmissionWriter writer, CancellationToken cancellationToken) =>
        (await AddToAsync([submission], writer, cancellationToken))[0];

    /// <summary>The submissions, in their order, with the states of their callbacks, if the writer writes those.</summary>
    public async Task<IReadOnlyList<Submission>> AddToAsync(
        IReadOnlyList<Submission> submissions, SubmissionWriter writer, CancellationToken cancellationToken)
    {
        var tokens = submissions.Where(submission => submission.CallbackUrl is not null).Select(submission => submission.Token).ToList();
        if (!writer.TellsCallbacks || tokens.Count == 0)
        {
            return submissions;
        }
        var states = await callbacks.FindStatusAsync(tokens, cancellationToken);
        return [.. submissions.Select(submission => submission with { Callback = states.GetValueOrDefault(submission.Token) })];
    }
}
