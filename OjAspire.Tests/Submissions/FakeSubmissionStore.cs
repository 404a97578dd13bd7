using System.Collections.Concurrent;
using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Submissions;

/// <summary>
/// The store and its feed in memory, on the test's clock, answering at once: for what a real store cannot be made to do, a crash
/// between two lines. Keeps to the conditions of the real ones.
/// </summary>
internal sealed class FakeSubmissionStore(TimeProvider time) : ISubmissionStore, ISubmissionFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Submission> _rows = [];
    private readonly Dictionary<string, DateTimeOffset> _leases = [];
    private readonly ConcurrentDictionary<Channel<Guid>, bool> _watchers = new();

    /// <summary>Called with the method's name before it does anything; throws to be a store that fails.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called with the method's name after the commit; throws to be a connection that breaks then.</summary>
    public Action<string> After { get; set; } = _ => { };

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
                return [.. _rows.Values];
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
        foreach (var submission in submissions)
        {
            _rows.Add(submission.Token, submission);
        }

        return true;
    });

    public Task<Submission?> FindAsync(Guid token, CancellationToken cancellationToken) =>
        Run(nameof(FindAsync), () => _rows.GetValueOrDefault(token));

    public Task<IReadOnlyDictionary<Guid, Submission>> FindAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        Run(nameof(FindAsync), () => (IReadOnlyDictionary<Guid, Submission>)tokens.Where(_rows.ContainsKey).ToDictionary(token => token, token => _rows[token]));

    public Task<(IReadOnlyList<Submission> Items, int TotalCount)> ListAsync(int page, int perPage, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> AssignAsync(Guid token, int attempt, string sandboxBaseId, DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        Run(nameof(AssignAsync), () => Change(token, attempt, row => row with
        {
            State = SubmissionState.Assigned,
            SandboxBaseId = sandboxBaseId,
            StartedAt = startedAt,
        }));

    public Task<bool> RequeueAsync(Guid token, int attempt, CancellationToken cancellationToken) =>
        Run(nameof(RequeueAsync), () => Change(token, attempt, row => row with
        {
            State = SubmissionState.Queued,
            Attempt = attempt + 1,
            SandboxBaseId = null,
            StartedAt = null,
        }));

    public Task<bool> FinishAsync(Guid token, int attempt, JudgeResult result, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        Run(nameof(FinishAsync), () => Change(token, attempt, row => row with
        {
            State = SubmissionState.Final,
            Result = result,
            FinishedAt = finishedAt,
        }));

    public Task<bool> FailAsync(Guid token, int attempt, string reason, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        Run(nameof(FailAsync), () => Change(token, attempt, row => row with
        {
            State = SubmissionState.Final,
            InternalError = reason,
            FinishedAt = finishedAt,
        }));

    public Task<bool> DeleteAsync(Guid token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        Run(nameof(CountQueuedAsync), () => _rows.Values.Count(row => row.State == SubmissionState.Queued));

    public Task RenewLeaseAsync(string serverId, TimeSpan lease, CancellationToken cancellationToken) =>
        Run(nameof(RenewLeaseAsync), () => _leases[serverId] = time.GetUtcNow() + lease);

    public Task ReleaseLeaseAsync(string serverId, CancellationToken cancellationToken) =>
        Run(nameof(ReleaseLeaseAsync), () => _leases.Remove(serverId));

    public Task HandOverAsync(string serverId, IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) => Run(nameof(HandOverAsync), () =>
    {
        foreach (var row in tokens.Select(token => _rows[token]).Where(row => row.State != SubmissionState.Final && row.Owner == serverId))
        {
            _rows[row.Token] = row with { Owner = Submission.NoOwner };
        }

        return true;
    });

    public Task<IReadOnlyList<LanguageWaiting>> ListHandedOverAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<LanguageWaiting>>(nameof(ListHandedOverAsync), () =>
        [
            .. _rows.Values.Where(row => row.State != SubmissionState.Final && row.Owner == Submission.NoOwner)
                .GroupBy(row => row.Spec.LanguageKey)
                .Select(rows => new LanguageWaiting(rows.Key, rows.Count(), rows.Min(row => row.CreatedAt))),
        ]);

    public Task<IReadOnlyList<Submission>> AdoptAsync(
        string serverId, IReadOnlyCollection<string> languageKeys, int limit, CancellationToken cancellationToken) => Run(nameof(AdoptAsync), () =>
    {
        var now = time.GetUtcNow();
        var adopted = _rows.Values
            .Where(row => row.State != SubmissionState.Final && !(_leases.TryGetValue(row.Owner, out var until) && until > now)
                && (row.Owner != Submission.NoOwner || languageKeys.Contains(row.Spec.LanguageKey)))
            .OrderBy(row => row.CreatedAt).Take(limit).Select(row => row with { Owner = serverId }).ToArray();
        foreach (var row in adopted)
        {
            _rows[row.Token] = row;
        }

        return (IReadOnlyList<Submission>)adopted;
    });

    public async IAsyncEnumerable<Guid> WatchFinalAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var finals = Channel.CreateUnbounded<Guid>();
        _watchers[finals] = true;
        Watched.TrySetResult();
        await foreach (var token in finals.Reader.ReadAllAsync(cancellationToken))
        {
            yield return token;
        }
    }

    // Tests of the real store have notices; here a test takes each step itself.
    public Task WhenLeftAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    private bool Change(Guid token, int attempt, Func<Submission, Submission> change)
    {
        if (!_rows.TryGetValue(token, out var row) || row.Attempt != attempt || row.State == SubmissionState.Final)
        {
            return false;
        }

        _rows[token] = change(row);
        if (_rows[token].State == SubmissionState.Final)
        {
            Finals.AddOrUpdate(token, 1, (_, count) => count + 1);
            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(token);
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
