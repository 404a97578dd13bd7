using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.StructuredLogs;

/// <summary>Whose records the reader can choose: everybody's, of a service with all its replicas, or of one replica.</summary>
/// <param name="Id">Name of the service or id of the sender; <see cref="All"/> for everybody.</param>
public sealed record SenderChoice(string Id, string Text)
{
    /// <summary>No sender is called like this.</summary>
    public const string All = "*";

    /// <summary>What there is to choose, each service above its replicas.</summary>
    /// <param name="chosen">What is chosen, which is there although its sender may not have been heard of yet; empty for everybody.</param>
    internal static IReadOnlyList<SenderChoice> Of(IEnumerable<TelemetrySender> senders, string chosen, IStringLocalizer<Words> words)
    {
        var choices = new List<SenderChoice> { new(All, words["StructuredLogs.AllResources"]) };
        foreach (var service in senders.GroupBy(sender => sender.Resource.Name, StringComparer.Ordinal))
        {
            var replicas = service.Select(sender => sender.Resource.Id).ToArray();
            if (replicas.Length > 1)
            {
                choices.Add(new SenderChoice(service.Key, words["StructuredLogs.AllReplicas", service.Key, replicas.Length]));
            }
            choices.AddRange(replicas.Where(id => replicas.Length == 1 || id != service.Key).Select(id => new SenderChoice(id, id)));
        }
        if (chosen.Length > 0 && choices.TrueForAll(choice => choice.Id != chosen))
        {
            choices.Add(new SenderChoice(chosen, chosen));
        }
        return choices;
    }
}
