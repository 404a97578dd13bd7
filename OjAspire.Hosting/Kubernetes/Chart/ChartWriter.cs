using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using OjAspire.Hosting.Publishing;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>Writes the application as a Helm chart, in Aspire's layout.</summary>
internal sealed class ChartWriter(DistributedApplicationModel model, PublishedEnvironment environments)
{
    private static readonly string[] Sections = [ChartNames.Parameters, ChartNames.Secrets, ChartNames.Config];

    /// <summary>Writes it into a folder; what else lies there stays.</summary>
    /// <exception cref="DistributedApplicationException">There is something that this engine does not publish.</exception>
    public async Task WriteAsync(KubernetesEnvironmentResource cluster, string folder, CancellationToken cancellationToken)
    {
        if (cluster.DashboardEnabled)
        {
            throw new DistributedApplicationException($"The embedded engine publishes no dashboard. Call WithDashboard(false) on '{cluster.Name}'.");
        }

        var values = Sections.ToDictionary(section => section, _ => new Dictionary<string, Dictionary<string, string>>());
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            var environment = new ChartEnvironment(project);
            foreach (var (name, value) in await environments.OfAsync(project, cancellationToken))
            {
                await environment.AddAsync(name, value, cancellationToken);
            }

            await WriteObjectsAsync(project, cluster, environment, folder, cancellationToken);
            AddValues(values, project, environment);
        }

        await WriteAsync(Path.Combine(folder, "values.yaml"), ChartYaml.Write(values), cancellationToken);
        var chart = new HelmChart
        {
            Name = cluster.ChartName,
            Version = cluster.ChartVersion,
            AppVersion = cluster.ChartVersion,
            Description = cluster.ChartDescription,
        };
        await WriteAsync(Path.Combine(folder, "Chart.yaml"), ChartYaml.Write(chart), cancellationToken);
    }

    private static async Task WriteObjectsAsync(
        ProjectResource project, KubernetesEnvironmentResource cluster, ChartEnvironment environment, string folder, CancellationToken cancellationToken)
    {
        var resource = ChartObjects.Create(project, cluster, environment);
        foreach (var customization in project.Annotations.OfType<KubernetesServiceCustomization>())
        {
            customization.Configure(resource);
        }

        // Within a resource the name is the file: of two objects with one name, the second would silently replace the first.
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in resource.Objects())
        {
            var file = ChartNames.File(project.Name, written.Metadata.Name);
            if (!files.Add(file))
            {
                throw new DistributedApplicationException(
                    $"Two Kubernetes objects of '{project.Name}' are called '{written.Metadata.Name}'. Give each a name of its own: the name is its file.");
            }

            await WriteAsync(Path.Combine(folder, "templates", project.Name, file), "---\n" + ChartYaml.Write(written), cancellationToken);
        }
    }

    private static void AddValues(
        Dictionary<string, Dictionary<string, Dictionary<string, string>>> values, ProjectResource project, ChartEnvironment environment)
    {
        var key = ChartNames.Key(project.Name);
        values[ChartNames.Parameters][key] = new() { [ChartObjects.ImageKey(project)] = $"{project.Name}:latest" };
        foreach (var value in environment.Variables.Values)
        {
            var section = values[value.Section];
            if (!section.TryGetValue(key, out var own))
            {
                section[key] = own = [];
            }

            own[value.Key] = value.Value;
        }
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, cancellationToken);
    }
}
