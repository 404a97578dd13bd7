using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Composes projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project.</summary>
    /// <typeparam name="TProject">Generated class of the project.</typeparam>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="launchProfileName">Has to be <see langword="null"/>: this engine takes nothing from launchSettings.json.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        return launchProfileName is null
            ? builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject())
            : throw new DistributedApplicationException($"Launch profile '{launchProfileName}': the embedded engine knows no launch profiles.");
    }

    /// <summary>Runs a project as several processes that share its endpoints.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">Number of processes.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }
}
