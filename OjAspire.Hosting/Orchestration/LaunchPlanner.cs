using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Processes;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Makes the plan of each process: its program, its ports, its environment.</summary>
internal sealed class LaunchPlanner(AppHost appHost, ProjectDefaults defaults, DistributedApplicationExecutionContext context)
{
    // The runtime of the application host lies in {root}/shared/Microsoft.NETCore.App/{version}.
    private static readonly string DotNet = FindDotNet(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <exception cref="DistributedApplicationException">The project has not been built, or a value is missing.</exception>
    public async Task<LaunchPlan> CreateAsync(ProjectResource resource, string instance, CancellationToken cancellationToken)
    {
        var project = resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        var program = (project.EndsWith(".dll", StringComparison.Ordinal) ? project : appHost.Metadata(KnownSettings.ProjectOutputMetadata + project))
            ?? throw new DistributedApplicationException($"The build of '{project}' left no trace; is it referenced by the project of the application host?");
        if (!File.Exists(program))
        {
            throw new DistributedApplicationException($"'{program}' does not exist; build the project '{project}' first.");
        }

        var ports = resource.Annotations.OfType<EndpointAnnotation>()
            .ToImmutableDictionary(endpoint => endpoint, endpoint => endpoint.TargetPort ?? FreePort.Find());
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        defaults.Add(variables, resource, instance, ports);
        var callbackContext = new EnvironmentCallbackContext(context, resource, variables, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callbackContext);
        }

        return new(DotNet, [program], Path.GetDirectoryName(project)!, await EnvironmentResolver.ResolveAsync(variables, cancellationToken), ports);
    }

    private static string FindDotNet(string besideTheRuntime) => File.Exists(besideTheRuntime) ? Path.GetFullPath(besideTheRuntime) : "dotnet";
}
