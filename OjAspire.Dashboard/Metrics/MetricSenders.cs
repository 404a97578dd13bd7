using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>Whose instruments can be looked at: each sender, and the replicas of a service together.</summary>
internal sealed class MetricSenders(IReadOnlyList<InstrumentInfo> instruments)
{
    /// <summary>What the reader can choose, services before their replicas.</summary>
    public IReadOnlyList<SenderChoice> Choices { get; } =
    [
        .. instruments.Select(info => info.Key.Resource).Distinct()
            .GroupBy(resource => resource.Name, StringComparer.Ordinal)
            .OrderBy(service => service.Key, StringComparer.Ordinal)
            .SelectMany(ChoicesOf),
    ];

    /// <summary>The senders that a choice means; none if nothing of that name has sent metrics.</summary>
    public IReadOnlyList<TelemetryResource> Find(string? choice) =>
        Choices.FirstOrDefault(one => one.Value == choice)?.Senders
        ?? (IReadOnlyList<TelemetryResource>)[.. instruments.Select(info => info.Key.Resource).Where(resource => resource.Name == choice).Distinct()];

    /// <summary>The instruments that any of some senders have, each once.</summary>
    public IReadOnlyList<InstrumentInfo> InstrumentsOf(IReadOnlyList<TelemetryResource> senders) =>
    [
        .. instruments.Where(info => senders.Contains(info.Key.Resource))
            .DistinctBy(info => (info.Key.Meter, info.Key.Name))
            .OrderBy(info => info.Key.Meter, StringComparer.Ordinal)
            .ThenBy(info => info.Key.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<SenderChoice> ChoicesOf(IGrouping<string, TelemetryResource> service)
    {
        TelemetryResource[] replicas = [.. service.OrderBy(replica => replica.Id, StringComparer.Ordinal)];
        if (replicas.Length > 1)
        {
            yield return new SenderChoice(service.Key, replicas);
        }
        foreach (var replica in replicas.Where(replica => replicas.Length == 1 || replica.Id != service.Key))
        {
            yield return new SenderChoice(replica.Id, [replica]);
        }
    }
}
