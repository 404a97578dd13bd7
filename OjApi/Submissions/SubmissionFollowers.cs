using System.Diagnostics.Metrics;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Submissions;

/// <summary>
/// Who follows which submission at this replica. It hears what every sandbox reports, so it does not matter which replica has the
/// submission; who follows nothing costs nothing. Thread-safe.
/// </summary>
internal sealed class SubmissionFollowers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<SubmissionFollower>> _followers = [];
    private int _count;
    private volatile bool _haveEnded;

    public SubmissionFollowers(IMeterFactory meters) => meters.Create(ApiMetrics.MeterName).CreateObservableUpDownCounter(
        "oj.api.follower.count", () => Volatile.Read(ref _count), "{client}", "Clients that follow a submission at this replica.");

    /// <summary>Whether nobody may follow any longer, because this replica stops.</summary>
    public bool HaveEnded => _haveEnded;

    /// <summary>Begins to follow. Follow first and read the store then, or a change in between goes unnoticed.</summary>
    /// <param name="most">How many may follow at once.</param>
    /// <returns>The follower, to be disposed; <see langword="null"/> when there are so many already.</returns>
    public SubmissionFollower? TryFollow(Guid token, int most)
    {
        lock (_lock)
        {
            if (_count >= most)
            {
                return null;
            }

            var follower = new SubmissionFollower(this, token);
            if (!_followers.TryGetValue(token, out var followers))
            {
                _followers[token] = followers = [];
            }

            followers.Add(follower);
            _count++;
            return follower;
        }
    }

    /// <summary>A sandbox has said what it runs.</summary>
    public void Processing(IEnumerable<JobKey> running)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return;
        }

        foreach (var key in running)
        {
            Reached(key, SubmissionStage.Processing);
        }
    }

    /// <summary>A delivery has reached a stage.</summary>
    public void Reached(JobKey key, SubmissionStage stage)
    {
        foreach (var follower in Of(key.Token))
        {
            follower.Reached(new SubmissionProgress(key.Attempt, stage));
        }
    }

    /// <summary>The record of a submission has changed: it is final.</summary>
    public void Look(Guid token)
    {
        foreach (var follower in Of(token))
        {
            follower.Look();
        }
    }

    /// <summary>Events may have been missed: everybody looks for himself.</summary>
    public void LookAll()
    {
        SubmissionFollower[] all;
        lock (_lock)
        {
            all = [.. _followers.Values.SelectMany(followers => followers)];
        }

        foreach (var follower in all)
        {
            follower.Look();
        }
    }

    /// <summary>Ends everybody's following, and what would begin now.</summary>
    public void End()
    {
        _haveEnded = true;
        LookAll();
    }

    /// <summary>Somebody follows no longer.</summary>
    public void Remove(SubmissionFollower follower)
    {
        lock (_lock)
        {
            if (_followers.TryGetValue(follower.Token, out var followers) && followers.Remove(follower))
            {
                _count--;
                if (followers.Count == 0)
                {
                    _followers.Remove(follower.Token);
                }
            }
        }
    }

    private SubmissionFollower[] Of(Guid token)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return [];
        }

        lock (_lock)
        {
            return _followers.TryGetValue(token, out var followers) ? [.. followers] : [];
        }
    }
}
