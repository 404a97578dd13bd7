using k8s;
using k8s.Models;

namespace OjAspire.Tests.Publishing;

/// <summary>Objects that are applied together, as KubernetesClient's types have them.</summary>
internal sealed class KubernetesObjects
{
    private readonly IReadOnlyList<object> _objects;

    private KubernetesObjects(IReadOnlyList<object> objects) => _objects = objects;

    /// <summary>All of them.</summary>
    public IEnumerable<IKubernetesObject<V1ObjectMeta>> Everything => _objects.Cast<IKubernetesObject<V1ObjectMeta>>();

    /// <summary>Every kind of pod, with what keeps such pods running.</summary>
    public IEnumerable<PodTemplate> Pods =>
    [
        .. All<V1Deployment>().Select(each => new PodTemplate(each.Metadata.Name, each.Spec.Selector, each.Spec.Template.Metadata, each.Spec.Template.Spec)),
        .. All<V1StatefulSet>().Select(each => new PodTemplate(each.Metadata.Name, each.Spec.Selector, each.Spec.Template.Metadata, each.Spec.Template.Spec)
        {
            ClaimedVolumes = [.. (each.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name)],
        }),
    ];

    /// <summary>Reads YAML; a field that a type does not have is an error.</summary>
    public static KubernetesObjects Read(string yaml) => new(KubernetesYaml.LoadAllFromString(yaml, strict: true));

    public IEnumerable<T> All<T>() => _objects.OfType<T>();

    /// <summary>The object of a type and name; a Deployment also under the name that it has in the chart.</summary>
    public T One<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => All<T>().Single(each => each.Metadata.Name == name || each.Metadata.Name == name + "-deployment");

    /// <summary>The pods that a selector means; without one, all.</summary>
    public IReadOnlyList<PodTemplate> Matching(IDictionary<string, string>? labels) => [.. Pods.Where(pod => pod.Has(labels))];
}
