using Microsoft.Extensions.Logging;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Streams;

internal sealed partial class SchedulerConnections
{
    private void Tell()
    {
        var keys = Keys(_connections.Keys);
        if (!keys.SequenceEqual(_told))
        {
            _told = keys;
            var list = string.Join(' ', keys);
            Log.Managing(logger, keys.Length, list);
        }
    }

    private void TellChosen(IReadOnlyList<SchedulerEndpoint> chosen)
    {
        var keys = IsLimited ? Keys(chosen) : [];
        if (keys.SequenceEqual(_toldChosen))
        {
            return;
        }

        _toldChosen = keys;
        if (keys.Length > 0)
        {
            var list = string.Join(' ', keys);
            Log.Limited(logger, keys.Length, _ranked.Count, list);
        }
        else
        {
            Log.NotLimited(logger, _ranked.Count, settings.MaxConnections);
        }
    }

    private static string[] Keys(IEnumerable<SchedulerEndpoint> endpoints) => [.. endpoints.Select(endpoint => endpoint.Key).Order(StringComparer.Ordinal)];

    private static partial class Log
    {
        [LoggerMessage(EventId = 2221, EventName = nameof(Managing), Level = LogLevel.Information, Message = "Managing connections to {Count} scheduler(s): [{Endpoints}]")]
        public static partial void Managing(ILogger logger, int count, string endpoints);

        [LoggerMessage(EventId = 2222, EventName = nameof(GivenUp), Level = LogLevel.Information, Message = "Scheduler at {Endpoint} is gone from discovery and has no stream any more")]
        public static partial void GivenUp(ILogger logger, string endpoint);

        [LoggerMessage(EventId = 2223, EventName = nameof(Limited), Level = LogLevel.Information,
            Message = "Connection limit in force: keeping streams to {Chosen} of {Known} known scheduler(s): [{Endpoints}]")]
        public static partial void Limited(ILogger logger, int chosen, int known, string endpoints);

        [LoggerMessage(EventId = 2224, EventName = nameof(NotLimited), Level = LogLevel.Information,
            Message = "Connection limit not in force any more: {Known} known scheduler(s), and {Limit} are allowed")]
        public static partial void NotLimited(ILogger logger, int known, int limit);

        [LoggerMessage(EventId = 2225, EventName = nameof(NotChosen), Level = LogLevel.Information,
            Message = "Scheduler at {Endpoint} has no stream any more; it is not among the {Limit} that are kept")]
        public static partial void NotChosen(ILogger logger, string endpoint, int limit);
    }
}
