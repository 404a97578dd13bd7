using OjAspire.Dashboard.Otlp.Conversion;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Takes exports of log records into the store. Safe from any thread.</summary>
internal sealed class LogIntake(
    TelemetryStore store, ResourceReader resources, AttributeReader attributes, LogReader logs, TimeProvider clock)
{
    /// <summary>Takes what can be taken, and says what cannot.</summary>
    public ExportLogsServiceResponse Take(ExportLogsServiceRequest request)
    {
        var now = clock.GetUtcNow();
        var taken = new List<LogEntry>();
        var refusals = new Refusals();
        foreach (var from in request.ResourceLogs)
        {
            if (resources.Hear(from.Resource) is not { } sender)
            {
                refusals.Add(Refusals.TooManySenders, from.ScopeLogs.Sum(scope => (long)scope.LogRecords.Count));
                continue;
            }
            foreach (var scope in from.ScopeLogs)
            {
                var category = attributes.Name(scope.Scope?.Name ?? "");
                taken.AddRange(scope.LogRecords.Select(record => logs.Read(record, sender, category, now)));
            }
        }
        if (taken.Count > 0)
        {
            store.Logs.Add(taken);
        }
        return refusals.Count == 0
            ? new ExportLogsServiceResponse()
            : new ExportLogsServiceResponse
            {
                PartialSuccess = new ExportLogsPartialSuccess { RejectedLogRecords = refusals.Count, ErrorMessage = refusals.Reasons },
            };
    }
}
