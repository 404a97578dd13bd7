using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Submissions;

/// <summary>
/// The store and its feed in memory, on the test's clock, answering at once: for what a real store cannot be made to do, a crash
/// between two lines. Passes the tests of the real ones (OjAspire.Tests/Storage).
/// </summary>
internal sealed class FakeSubmissionStore(TimeProvider time) : ISubmissionStore, ISubmissionFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Submission> _rows = [];
    private readonly List<Guid> _order = [];
    private readonly Dictionary<string, DateTimeOffset> _leases = [];
    private readonly Dictionary<string, FirstAnswer> _answers = [];
    private readonly Dictionary<Guid, List<PastAttempt>> _past = [];
    private readonly ConcurrentDictionary<Channel<FinalSubmission>, bool> _watchers = new();
    private TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called with the method's name before it does anything; throws to be a store that fails.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called with the method's name after the commit; throws to be a connection that breaks then.</summary>
    public Action<string> After { get; set; } = _ => { };

    /// <summary>Called inside a transaction with a row as it was, <see langword="null"/> before it was there, and as it will be.</summary>
    public Action<Submission?, Submission> Changing { get; set; } = (_, _) => { };

    /// <summary>Completes when somebody watches what becomes final.</summary>
    public TaskCompletionSource Watched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often each submission became final.</summary>
    public ConcurrentDictionary<Guid, int> Finals { get; } = new();

    public IReadOnlyList<Submission> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(token => _rows[token])];
            }
        }
    }

    public Submission this[Guid token]
    {
        get
        {
            lock (_lock)
            {
                return _rows[token];
            }
        }
    }

    public Task AddAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancellationToken) => Run(nameof(AddAsync), () =>
    {
        if (submissions.FirstOrDefault(submission => _rows.ContainsKey(submission.Token)) is { } known)
        {
            throw new InvalidOperationException($"{known.Token} is there already");
        }

        foreach (var submission in submissions)
        {
            _order.Add(submission.Token);
            Put(submission);
        }

        return true;
    });

    public Task<FirstAnswer?> AddOnceAsync(
        IReadOnlyCollection<Submission> submissions, RequestKey key, byte[] answer, CancellationToken cancellationToken) =>
        Run(nameof(AddOnceAsync), () =>
        {
            if (_answers.TryGetValue(Convert.ToHexString(key.Id), out var earlier))
            {
                return earlier;
            }

            _answers.Add(Convert.ToHexString(key.Id), new FirstAnswer(key.Fingerprint, answer));
            foreach (var submission in submissions)
            {
                _rows.Add(submission.Token, submission);
            }

            return (FirstAnswer?)null;
        });

    public Task<FirstAnswer?> FindAnswerAsync(RequestKey key, CancellationToken cancellationToken) =>
        Run(nameof(FindAnswerAsync), () => _answers.GetValueOrDefault(Convert.ToHexString(key.Id)));

    public Task RemoveExpiredKeysAsync(TimeSpan lifetime, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken) =>
        Run(nameof(FindAsync), () => _rows.GetValueOrDefault(token));

    public Task<IReadOnlyDictionary<Guid, Submission>> FindAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        Run(nameof(FindAsync), () => (IReadOnlyDictionary<Guid, Submission>)tokens.Where(_rows.ContainsKey).ToDictionary(token => token, token => _rows[token]));

    public Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(
        int page, int perPage, Unjudged? unjudged, CancellationToken cancellationToken) => Run(nameof(ListAsync), () =>
    {
        var all = Enumerable.Reverse(_order).Select(token => _rows[token]).Where(row => unjudged is null || row.Unjudged == unjudged).ToList();
        var skip = (int)Math.Min((page - 1L) * perPage, all.Count);
        IReadOnlyList<Submission> items = [.. all.Skip(skip).Take(perPage)];
        return (items, all.Count);
    });

    public Task<IReadOnlyList<PastAttempt>> ListAttemptsAsync(Guid token, CancellationToken cancellationToken) =>
        Run<IReadOnlyList<PastAttempt>>(nameof(ListAttemptsAsync), () => [.. Past(token)]);

    public Task<bool> AssignAsync(
        Guid token, int attempt, string owner, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        Run(nameof(AssignAsync), () => Change(token, attempt, owner, row => row with
        {
            State = SubmissionState.Assigned,
            SandboxBaseId = sandboxBaseId,
            StartedAt = startedAt,
        }));

    public Task<bool> RequeueAsync(Guid token, int attempt, string? owner, AttemptEnd end, CancellationToken cancellationToken) =>
        Run(nameof(RequeueAsync), () => Change(token, attempt, owner, row =>
        {
            Past(token).Add(new PastAttempt
            {
                Attempt = row.Attempt,
                Ending = end.Ending,
                SandboxBaseId = end.SandboxBaseId ?? row.SandboxBaseId,
                StartedAt = row.StartedAt,
                EndedAt = end.EndedAt,
                Reason = end.Reason,
            });
            return row with
            {
                State = SubmissionState.Queued, Attempt = attempt + 1, SandboxBaseId = null, StartedAt = null, Counts = end.Counts,
            };
        }));

    public Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        Run(nameof(FinishAsync), () => Change(token, attempt, owner: null, row => row with
        {
            State = SubmissionState.Final,
            Result = result,
            FinishedAt = finishedAt,
        }));

    public Task<bool> FailAsync(
        Guid token, int attempt, string? owner, JudgingFailure failure, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        Run(nameof(FailAsync), () => Change(token, attempt, owner, row => row with
        {
            State = SubmissionState.Final,
            Unjudged = failure.Why,
            InternalError = failure.Message.Replace('\0', '\uFFFD'),
            Counts = failure.Counts,
            FinishedAt = finishedAt,
        }));

    public Task<bool> CancelAsync(Guid token, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        Run(nameof(CancelAsync), () => Change(token, attempt: null, owner: null, row => row with
        {
            State = SubmissionState.Final,
            Unjudged = Unjudged.Cancelled,
            FinishedAt = finishedAt,
        }));

    public Task<bool> RejudgeAsync(Guid token, int attempt, string serverId, DateTimeOffset rejudgedAt, CancellationToken cancellationToken) =>
        Run(nameof(RejudgeAsync), () =>
        {
            if (!_rows.TryGetValue(token, out var row) || row.Attempt != attempt || row.State != SubmissionState.Final)
            {
                return false;
            }

            Past(token).Add(new PastAttempt
            {
                Attempt = attempt,
                Ending = row.Unjudged switch
                {
                    Unjudged.Cancelled => AttemptEnding.Cancelled,
                    Unjudged.Quarantined => AttemptEnding.Quarantined,
                    _ => row.Result is null ? AttemptEnding.GivenUp : AttemptEnding.Judged,
                },
                SandboxBaseId = row.SandboxBaseId,
                EndedAt = row.FinishedAt!.Value,
                Result = row.Result,
            });
            Put(row with
            {
                State = SubmissionState.Queued,
                Owner = serverId,
                Attempt = attempt + 1,
                FirstAttempt = attempt + 1,
                RejudgedAt = rejudgedAt,
                Counts = default,
                SandboxBaseId = null,
                StartedAt = null,
                FinishedAt = null,
                Result = null,
                InternalError = null,
                Unjudged = null,
            });
            return true;
        });

    public Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken) =>
        Run(nameof(DeleteAsync), () => _rows.TryGetValue(token, out var row) && row.State == SubmissionState.Final
            && _rows.Remove(token) && _order.Remove(token) && (_past.Remove(token) || true));

    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        Run(nameof(CountQueuedAsync), () => _rows.Values.Count(row => row.State == SubmissionState.Queued));

    public Task<int> CountQuarantinedAsync(CancellationToken cancellationToken) =>
        Run(nameof(CountQuarantinedAsync), () => _rows.Values.Count(row => row.Unjudged == Unjudged.Quarantined));

    public Task<bool> RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken) => Run(nameof(RenewLeaseAsync), () =>
    {
        var wasHeld = HasLease(serverId);
        _leases[serverId] = time.GetUtcNow() + lease;
        return wasHeld;
    });

    public Task ReleaseLeaseAsync(string serverId, CancellationToken cancellationToken) => Run(nameof(ReleaseLeaseAsync), () =>
    {
        NoticeLeft();
        return _leases.Remove(serverId);
    });

    public Task HandOverAsync(string serverId, IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) => Run(nameof(HandOverAsync), () =>
    {
        var own = tokens.Select(token => _rows[token]).Where(row => row.State != SubmissionState.Final && row.Owner == serverId).ToArray();
        foreach (var row in own)
        {
            Put(row with { Owner = Submission.NoOwner });
        }

        if (own.Length > 0)
        {
            NoticeLeft();
        }

        return own.Length;
    });

    public Task<IReadOnlyList<LanguageWaiting>> ListHandedOverAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<LanguageWaiting>>(nameof(ListHandedOverAsync), () =>
        [
            .. _rows.Values.Where(row => row.State != SubmissionState.Final && row.Owner == Submission.NoOwner)
                .GroupBy(row => row.Spec.LanguageKey)
                .Select(rows => new LanguageWaiting(rows.Key, rows.Count(), rows.Min(row => row.CreatedAt))),
        ]);

    public Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, bool fromExpired, int limit, CancellationToken cancellationToken) => Run(nameof(AdoptAsync), () =>
    {
        var adopted = _order.Select(token => _rows[token])
            .Where(row => HasLease(serverId) && row.State != SubmissionState.Final && row.Owner != serverId
                && (fromExpired ? !HasLease(row.Owner) : !_leases.ContainsKey(row.Owner))
                && (row.Owner != Submission.NoOwner || languageKeys.Contains(row.Spec.LanguageKey)))
            .Take(limit).Select(row => row with { Owner = serverId }).ToArray();
        Array.ForEach(adopted, Put);
        return (IReadOnlyList<Submission>)adopted;
    });

    public IAsyncEnumerable<FinalSubmission> WatchFinalAsync(CancellationToken cancellationToken)
    {
        var finals = Channel.CreateUnbounded<FinalSubmission>();
        _watchers[finals] = true;
        Watched.TrySetResult();
        return ReadAsync(finals.Reader, cancellationToken);
    }

    public Task WhenLeftAsync(CancellationToken cancellationToken) => Volatile.Read(ref _left).Task.WaitAsync(cancellationToken);

    private static async IAsyncEnumerable<FinalSubmission> ReadAsync(
        ChannelReader<FinalSubmission> finals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var final in finals.ReadAllAsync(cancellationToken))
        {
            yield return final;
        }
    }

    private void NoticeLeft() => Interlocked.Exchange(ref _left, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private bool HasLease(string serverId) => _leases.TryGetValue(serverId, out var until) && until > time.GetUtcNow();

    public Task WhenCallbacksAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    /// <summary>The attempts of a submission that later ones have replaced, oldest first.</summary>
    public List<PastAttempt> Past(Guid token) => _past.TryGetValue(token, out var past) ? past : _past[token] = [];

    private void Put(Submission row)
    {
        Changing(_rows.GetValueOrDefault(row.Token), row);
        _rows[row.Token] = row;
    }

    private bool Change(Guid token, int? attempt, string? owner, Func<Submission, Submission> change)
    {
        if (!_rows.TryGetValue(token, out var row) || row.State == SubmissionState.Final
            || (attempt ?? row.Attempt) != row.Attempt || (owner ?? row.Owner) != row.Owner)
        {
            return false;
        }

        Put(change(row));
        if (_rows[token].State == SubmissionState.Final)
        {
            Finals.AddOrUpdate(token, 1, (_, count) => count + 1);
            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(new FinalSubmission(_rows[token].Key(), _rows[token].Unjudged is not null));
            }
        }

        return true;
    }

    private Task<T> Run<T>(string method, Func<T> transaction)
    {
        try
        {
            Before(method);
            T result;
            lock (_lock)
            {
                result = transaction();
            }

            After(method);
            return Task.FromResult(result);
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }
}
