using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;
using OjSandbox.Session.Slots;

namespace OjSandbox.Session.Streams;

/// <summary>
/// Brings the connections in line with what discovery says: a new endpoint is dialled; a known one that is between two
/// attempts is dialled at once; one that has gone is not dialled again, and its living stream is left to end by itself.
/// Under a limit the same holds for the endpoints that are chosen, but a living stream to one that is known and not
/// chosen is let go in good order, else the limit would not be kept.
/// </summary>
internal sealed partial class SchedulerConnections(
    IServiceProvider services,
    SandboxIdentity identity,
    SlotKeeper slots,
    SessionSettings settings,
    TimeProvider time,
    ILogger<SchedulerConnections> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SchedulerEndpoint, SchedulerConnection> _connections = [];
    private readonly Dictionary<SchedulerConnection, Task> _tasks = [];
    private IReadOnlyList<SchedulerEndpoint> _ranked = [];
    private HashSet<SchedulerEndpoint> _wanted = [];
    private string[] _told = [];
    private string[] _toldChosen = [];
    private ITimer? _timer;
    private CancellationToken _lifetime;
    private bool _closed;

    private bool IsLimited => settings.MaxConnections > 0 && _ranked.Count > settings.MaxConnections;

    /// <summary>Takes over a new list of endpoints.</summary>
    /// <param name="cancellationToken">Ends the connections that are begun.</param>
    public void Reconcile(IReadOnlyList<SchedulerEndpoint> endpoints, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _ranked = settings.MaxConnections > 0 ? Rendezvous.Rank(identity.BaseId, endpoints) : endpoints;
            _lifetime = cancellationToken;
            foreach (var connection in _connections.Values)
            {
                // Also those not wanted any more: they end instead of sitting out their pause.
                connection.Hurry();
            }

            Choose();
        }
    }

    /// <summary>A server has let a connection in.</summary>
    /// <param name="response">Who the server says it is.</param>
    public void Accepted(SchedulerConnection connection, ConnectResponse response)
    {
        lock (_gate)
        {
            connection.DownSince = null;
            connection.Peer = response;
            _peerName = response.ServiceName.Length == 0 ? _peerName : response.ServiceName;
            ChooseAgain();
        }
    }

    /// <summary>
    /// Whether a connection that has no stream may try again; if not, it is given up. Under the lock together with giving
    /// it up, so that an endpoint that comes back finds either a connection that goes on or none, and never one that is
    /// just ending.
    /// </summary>
    public bool MayDial(SchedulerConnection connection)
    {
        lock (_gate)
        {
            connection.DownSince ??= time.GetTimestamp();
            ChooseAgain();
            if (_wanted.Contains(connection.Endpoint))
            {
                return true;
            }

            if (_connections.Remove(connection.Endpoint) && !_closed)
            {
                if (_ranked.Contains(connection.Endpoint))
                {
                    Log.NotChosen(logger, connection.Endpoint.Key, settings.MaxConnections);
                }
                else
                {
                    Log.GivenUp(logger, connection.Endpoint.Key);
                }

                Tell();
            }

            return false;
        }
    }

    /// <summary>Dials nothing any more, whatever discovery says; living streams are left to end.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _wanted = [];
            foreach (var connection in _connections.Values)
            {
                connection.Hurry();
            }
        }
    }

    /// <summary>Waits until every connection has ended; they end when the token they were begun with is cancelled.</summary>
    public async Task WhenEndedAsync()
    {
        Task[] tasks;
        lock (_gate)
        {
            tasks = [.. _tasks.Values];
        }

        await Task.WhenAll(tasks);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _timer?.Dispose();
        }
    }

    // What the choice depends on has changed; without a limit in force it depends on nothing but the list.
    private void ChooseAgain()
    {
        if (!_closed && IsLimited)
        {
            Choose();
        }
    }

    private void Choose()
    {
        var choice = ConnectionChoice.Make(_ranked, settings.MaxConnections, StateOf);
        var before = _wanted;
        _wanted = [.. choice.Dialled];
        foreach (var endpoint in before.Where(endpoint => !_wanted.Contains(endpoint)))
        {
            _connections.GetValueOrDefault(endpoint)?.Hurry();
        }

        foreach (var endpoint in choice.Dialled.Where(endpoint => !_connections.ContainsKey(endpoint)))
        {
            var connection = ActivatorUtilities.CreateInstance<SchedulerConnection>(
                services, endpoint, new Backoff(settings.ReconnectCap, Random.Shared), this);
            _connections.Add(endpoint, connection);
            _tasks.Add(connection, Task.Run(() => KeepAsync(connection, _lifetime), CancellationToken.None));
        }

        slots.Follow(_ranked.Count, choice.LetGo);
        TellChosen(choice.Chosen);
        Tell();
        Arm(choice.Chosen);
    }

    private LinkState StateOf(SchedulerEndpoint endpoint) => _connections.GetValueOrDefault(endpoint) switch
    {
        null => LinkState.Hoped,
        { DownSince: null } => LinkState.Open,
        { DownSince: { } since } => time.GetElapsedTime(since) < settings.StandInAfter ? LinkState.Hoped : LinkState.Failing,
    };

    // Chooses again when the first of the chosen that have no stream is to be stood in for.
    private void Arm(IReadOnlyList<SchedulerEndpoint> chosen)
    {
        var down = IsLimited ? chosen.Select(endpoint => _connections[endpoint].DownSince).OfType<long>().ToArray() : [];
        var due = down.Length == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(1) + Left(down.Min());
        if (down.Length > 0 || _timer is not null)
        {
            _timer ??= time.CreateTimer(static connections => ((SchedulerConnections)connections!).StandIn(), this, due, Timeout.InfiniteTimeSpan);
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }

        TimeSpan Left(long since) => settings.StandInAfter - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    private void StandIn()
    {
        lock (_gate)
        {
            ChooseAgain();
        }
    }

    private async Task KeepAsync(SchedulerConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sandbox ends.
        }
        finally
        {
            lock (_gate)
            {
                _tasks.Remove(connection);
            }
        }
    }
}
