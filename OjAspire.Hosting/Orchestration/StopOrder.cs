using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Orchestration;

/// <summary>The order of stopping: who waited for another to start stops before it.</summary>
internal static class StopOrder
{
    /// <summary>Steps to take one after the other; the resources of a step stop together.</summary>
    public static IReadOnlyList<IReadOnlyList<ProjectResource>> Of(IEnumerable<ProjectResource> resources)
    {
        var left = resources.ToList();
        List<IReadOnlyList<ProjectResource>> steps = [];
        while (left.Count > 0)
        {
            var awaited = left.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>()).Select(wait => wait.Resource).ToHashSet();
            var step = left.Where(resource => !awaited.Contains(resource)).ToList();

            // A circle of waits never started; its members stop together.
            step = step.Count > 0 ? step : [.. left];
            left.RemoveAll(step.Contains);
            steps.Add(step);
        }

        return steps;
    }
}
