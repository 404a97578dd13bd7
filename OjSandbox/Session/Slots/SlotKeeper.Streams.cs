using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Slots;

// Which streams there are, of how many, and which of them this sandbox wants no longer.
internal sealed partial class SlotKeeper
{
    private readonly Dictionary<SchedulerEndpoint, StreamRecord> _byEndpoint = [];
    private HashSet<SchedulerEndpoint> _letGo = [];
    private int _known;

    /// <summary>
    /// Takes over which endpoints there are and to which of them a living stream is not wanted any more. On such a stream
    /// nothing is claimed; what the server has given out is judged and acknowledged there, and then goodbye is said. An
    /// endpoint that is not in the next list is wanted again, unless goodbye was said meanwhile.
    /// </summary>
    /// <param name="known">How many endpoints discovery knows.</param>
    public void Follow(int known, IEnumerable<SchedulerEndpoint> letGo)
    {
        using var turn = Enter();
        HashSet<SchedulerEndpoint> now = [.. letGo];
        foreach (var record in now.Union(_letGo).Select(endpoint => _byEndpoint.GetValueOrDefault(endpoint)).OfType<StreamRecord>())
        {
            record.LetGo = now.Contains(record.Stream.Endpoint);
            if (record.LetGo)
            {
                record.WithdrawUnsentClaims();
            }

            turn.Touch(record);
        }

        if (known != _known || !now.SetEquals(_letGo))
        {
            turn.Changed();
        }

        (_known, _letGo) = (known, now);
    }

    /// <summary>How it stands with each endpoint that has a stream.</summary>
    public IReadOnlyDictionary<SchedulerEndpoint, EndpointFigures> ByEndpoint()
    {
        using var turn = Enter();
        var running = _jobs.Running.CountBy(job => job.Assigner).ToDictionary();
        return _byEndpoint.ToDictionary(
            each => each.Key,
            each => new EndpointFigures(running.GetValueOrDefault(each.Key), each.Value.Draining, each.Value.LetGo || _draining));
    }

    private Connections Connections() => new()
    {
        Known = (uint)_known,
        Chosen = (uint)(_settings.MaxConnections == 0 ? _known : Math.Min(_known, _settings.MaxConnections)),
        Open = (uint)_streams.Count,
        Limit = (uint)_settings.MaxConnections,
    };

    private string? GoodbyeReason(StreamRecord record) =>
        _leaving ? ShuttingDown
        : record.LetGo && !IsNeeded(record) ? "The sandbox keeps to its limit of connections."
        : null;

    // A server puts the jobs back that it gave out on a stream that says goodbye.
    private bool IsNeeded(StreamRecord record) =>
        record.Claims > 0 || _jobs.Known.Any(job => job.Carrier == record.Stream || job.Assigner.Equals(record.Stream.Endpoint));

    private void Drop(StreamRecord record)
    {
        record.VoidClaims();
        _claimable.Remove(record);
        _deadlines.Put(record, null);
        if (_byEndpoint.GetValueOrDefault(record.Stream.Endpoint) == record)
        {
            _byEndpoint.Remove(record.Stream.Endpoint);
        }
    }
}
