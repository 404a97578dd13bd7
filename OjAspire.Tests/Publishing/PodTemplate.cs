using System.Globalization;
using k8s.Models;

namespace OjAspire.Tests.Publishing;

/// <summary>Pods that are alike.</summary>
/// <param name="Owner">Name of what keeps them running.</param>
/// <param name="Selector">By what that knows them.</param>
/// <param name="Metadata">Their labels.</param>
/// <param name="Spec">What is in them.</param>
internal sealed record PodTemplate(string Owner, V1LabelSelector Selector, V1ObjectMeta Metadata, V1PodSpec Spec)
{
    /// <summary>Volumes that each pod claims for itself.</summary>
    public IReadOnlyList<string> ClaimedVolumes { get; init; } = [];

    /// <summary>The ports that its containers say they listen on.</summary>
    public IEnumerable<int> Ports => Spec.Containers.SelectMany(container => container.Ports ?? []).Select(port => port.ContainerPort);

    /// <summary>Whether they listen where a policy lets traffic through.</summary>
    public bool Listens(V1NetworkPolicyPort port) => Ports.Contains(int.Parse(port.Port, CultureInfo.InvariantCulture));

    public bool Has(IDictionary<string, string>? labels) =>
        (labels ?? new Dictionary<string, string>()).All(label => Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
