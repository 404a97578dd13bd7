using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Streams;

/// <summary>
/// Brings the connections in line with what discovery says: a new endpoint is dialled; a known one that is between two
/// attempts is dialled at once; one that has gone is not dialled again, and its living stream is left to end by itself.
/// </summary>
internal sealed partial class SchedulerConnections(IServiceProvider services, SessionSettings settings, ILogger<SchedulerConnections> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SchedulerEndpoint, SchedulerConnection> _connections = [];
    private readonly Dictionary<SchedulerConnection, Task> _tasks = [];
    private HashSet<SchedulerEndpoint> _wanted = [];
    private string[] _told = [];
    private bool _closed;

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

            _wanted = [.. endpoints];
            foreach (var connection in _connections.Values)
            {
                // Also those not wanted any more: they end instead of sitting out their pause.
                connection.Hurry();
            }

            foreach (var endpoint in endpoints.Where(endpoint => !_connections.ContainsKey(endpoint)))
            {
                var connection = Create(endpoint);
                _connections.Add(endpoint, connection);
                _tasks.Add(connection, Task.Run(() => KeepAsync(connection, cancellationToken), CancellationToken.None));
            }

            Tell();
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

    // Under the lock together with giving the connection up, so that an endpoint that comes back finds either a
    // connection that goes on or none, and never one that is just ending.
    private bool MayDial(SchedulerConnection connection)
    {
        lock (_gate)
        {
            if (_wanted.Contains(connection.Endpoint))
            {
                return true;
            }

            if (_connections.Remove(connection.Endpoint))
            {
                Log.GivenUp(logger, connection.Endpoint.Key);
                Tell();
            }

            return false;
        }
    }

    private SchedulerConnection Create(SchedulerEndpoint endpoint) => ActivatorUtilities.CreateInstance<SchedulerConnection>(
        services, endpoint, new Backoff(settings.ReconnectCap, Random.Shared), (Func<SchedulerConnection, bool>)MayDial);

    private void Tell()
    {
        string[] keys = [.. _connections.Keys.Select(endpoint => endpoint.Key).Order(StringComparer.Ordinal)];
        if (!keys.SequenceEqual(_told))
        {
            _told = keys;
            var list = string.Join(' ', keys);
            Log.Managing(logger, keys.Length, list);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2221, EventName = nameof(Managing), Level = LogLevel.Information, Message = "Managing connections to {Count} scheduler(s): [{Endpoints}]")]
        public static partial void Managing(ILogger logger, int count, string endpoints);

        [LoggerMessage(EventId = 2222, EventName = nameof(GivenUp), Level = LogLevel.Information, Message = "Scheduler at {Endpoint} is gone from discovery and has no stream any more")]
        public static partial void GivenUp(ILogger logger, string endpoint);
    }
}
