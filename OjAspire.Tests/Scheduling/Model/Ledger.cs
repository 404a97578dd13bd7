using OjApi.Submissions;
using OjAspire.Tests.Scheduling.Simulation;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>Looks at every change of the record as it is made, and knows what nobody may change, whatever the store itself allows.</summary>
internal sealed class Ledger
{
    private readonly Witness _witness;
    private (Replica Replica, StoreCall Call)? _doing;

    public Ledger(FakeSubmissionStore store, Witness witness)
    {
        _witness = witness;
        store.Changing = Check;
    }

    /// <summary>What has become final, in this order.</summary>
    public List<FinalSubmission> Finals { get; } = [];

    /// <summary>Has the store do what a replica asked for.</summary>
    public void Do(Replica replica, StoreCall call)
    {
        _doing = (replica, call);
        call.Do();
        _doing = null;
    }

    private void Check(Submission? before, Submission after)
    {
        var (replica, call) = _doing!.Value;
        if (before is null)
        {
            return;
        }

        _witness.Require(
            before.State != SubmissionState.Final || (call.Method == nameof(ISubmissionStore.RejudgeAsync) && after.State == SubmissionState.Queued),
            $"{call.Method} of {replica.Id} changed {before.Token} after its outcome was there");
        _witness.Require(after.Attempt == before.Attempt || after.Attempt == before.Attempt + 1, $"{before.Token} went from attempt {before.Attempt} to {after.Attempt}");
        if (call.Key is { } key)
        {
            _witness.Require(key.Attempt == before.Attempt, $"{call.Method} of {replica.Id} counted for attempt {key.Attempt} though {before.Attempt} was current");
            _witness.Require(
                replica.Id == before.Owner || call.Method is nameof(ISubmissionStore.FinishAsync) or nameof(ISubmissionStore.RejudgeAsync) || _witness.WasGivenUp(key),
                $"{call.Method} of {replica.Id} wrote over {before.Owner}");
        }

        if (after.State == SubmissionState.Final)
        {
            Finals.Add(new FinalSubmission(after.Key(), IsUnjudged: after.Unjudged is not null));
        }
    }
}
