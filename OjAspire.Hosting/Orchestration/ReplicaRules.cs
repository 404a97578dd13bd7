using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Orchestration;

/// <summary>What replicas cannot have.</summary>
internal static class ReplicaRules
{
    /// <exception cref="InvalidOperationException">The project asks for it.</exception>
    public static void Check(ProjectResource project)
    {
        if (project.Annotations.OfType<WaitAnnotation>().FirstOrDefault(wait => wait.WaitType != WaitType.WaitUntilHealthy) is { } other)
        {
            throw new InvalidOperationException(
                $"'{project.Name}' is to wait for '{other.Resource.Name}' by {other.WaitType}; the embedded engine waits only until a resource is healthy.");
        }

        var several = (project.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1) > 1;
        foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>())
        {
            if (several && endpoint.TargetPort is not null)
            {
                throw new InvalidOperationException(
                    $"Resource '{project.Name}' can have multiple replicas, and it uses endpoint '{endpoint.Name}' that has TargetPort property set. Each replica must have a unique port; setting TargetPort is not allowed.");
            }

            if (!endpoint.IsProxied)
            {
                throw new InvalidOperationException(several
                    ? $"Resource '{project.Name}' uses multiple replicas and a proxy-less endpoint '{endpoint.Name}'. These features do not work together."
                    : $"Endpoint '{endpoint.Name}' of '{project.Name}' is proxy-less; the embedded engine has only proxied endpoints.");
            }
        }
    }
}
