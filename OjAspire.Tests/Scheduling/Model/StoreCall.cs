using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// One call of a replica on the store, in the steps in which it may be cut off: asked, done, answered. The test takes each when it
/// likes.
/// </summary>
/// <param name="method">The method of the store.</param>
/// <param name="arguments">What it was called with.</param>
/// <param name="since">When it was asked.</param>
internal abstract class StoreCall(string method, object?[] arguments, DateTimeOffset since)
{
    /// <summary>Methods of which the caller must learn what became of them: the real store asks until it knows, see CommitDoubts.</summary>
    private static readonly HashSet<string> NeverInDoubt =
        [nameof(ISubmissionStore.AddAsync), nameof(ISubmissionStore.AdoptAsync), nameof(ISubmissionStore.RejudgeAsync)];

    public string Method { get; } = method;

    public DateTimeOffset Since { get; } = since;

    /// <summary>The delivery that it is about; absent when it is about none.</summary>
    public JobKey? Key => arguments is [Guid token, int attempt, ..] ? new JobKey(token, attempt) : null;

    /// <summary>Whether the store has done it, or refused it.</summary>
    public bool IsDone { get; protected set; }

    /// <summary>Whether the caller has its answer, or waits no more.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Whether the answer may be lost though it was done.</summary>
    public bool MayBeInDoubt => !NeverInDoubt.Contains(Method);

    /// <summary>The store does it.</summary>
    public abstract void Do();

    /// <summary>The caller gets the answer.</summary>
    public abstract void Answer();

    /// <summary>The caller learns that the store is away; whether it was done, it does not learn.</summary>
    public abstract void Fail();
}
