using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes;

/// <summary>The Kubernetes objects of one resource. All may be changed or replaced until they are written.</summary>
public class KubernetesResource : Resource
{
    internal KubernetesResource(string name, KubernetesEnvironmentResource parent)
        : base(name) => Parent = parent;

    /// <summary>The cluster.</summary>
    public KubernetesEnvironmentResource Parent { get; }

    /// <summary>What keeps its pods running.</summary>
    public Workload? Workload { get; set; }

    /// <summary>Its environment as far as it is no secret.</summary>
    public ConfigMap? ConfigMap { get; set; }

    /// <summary>Its environment as far as it is secret.</summary>
    public Secret? Secret { get; set; }

    /// <summary>The address of its endpoints.</summary>
    public Service? Service { get; set; }

    /// <summary>More objects that belong to it. They get its labels unless they have their own.</summary>
    public List<BaseKubernetesResource> AdditionalResources { get; } = [];

    internal IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>All objects, in the order in which they are written.</summary>
    internal IEnumerable<BaseKubernetesResource> Objects()
    {
        foreach (var resource in new BaseKubernetesResource?[] { Workload, ConfigMap, Secret, Service })
        {
            if (resource is not null)
            {
                yield return resource;
            }
        }

        foreach (var resource in AdditionalResources)
        {
            foreach (var (key, value) in Labels)
            {
                resource.Metadata.Labels.TryAdd(key, value);
            }

            yield return resource;
        }
    }
}
