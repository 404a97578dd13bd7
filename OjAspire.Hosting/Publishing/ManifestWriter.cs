using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Publishing;

/// <summary>Writes the application as an Aspire manifest (schema aspire-8.0), which other tools deploy from.</summary>
internal sealed class ManifestWriter(DistributedApplicationModel model, PublishedEnvironment environments)
{
    private const string FileName = "aspire-manifest.json";

    /// <summary>Writes it.</summary>
    /// <param name="outputPath">A file whose name ends in <c>.json</c>, or a folder.</param>
    /// <returns>Full path of the file.</returns>
    public async Task<string> WriteAsync(string outputPath, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(outputPath.EndsWith(".json", StringComparison.Ordinal) ? outputPath : Path.Combine(outputPath, FileName));
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(path, FileMode.Create);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            json.WriteStartObject(resource.Name);
            await WriteAsync(json, resource, folder, cancellationToken);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        return path;
    }

    private async Task WriteAsync(Utf8JsonWriter json, IResource resource, string folder, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ProjectResource project:
                await WriteProjectAsync(json, project, folder, cancellationToken);
                break;
            case ParameterResource parameter:
                WriteParameter(json, parameter);
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }
    }

    private async Task WriteProjectAsync(Utf8JsonWriter json, ProjectResource project, string folder, CancellationToken cancellationToken)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        json.WriteString("type", model.Resources.OfType<IComputeEnvironmentResource>().Any() ? "project.v1" : "project.v0");
        json.WriteString("path", Path.GetRelativePath(folder, path).Replace('\\', '/'));
        json.WriteStartObject("env");
        foreach (var (name, value) in await environments.OfAsync(project, cancellationToken))
        {
            json.WriteString(name, value is IManifestExpressionProvider expression ? expression.ValueExpression : value.ToString());
        }

        json.WriteEndObject();
        WriteBindings(json, project);
    }

    private static void WriteBindings(Utf8JsonWriter json, ProjectResource project)
    {
        EndpointAnnotation[] endpoints = [.. project.Annotations.OfType<EndpointAnnotation>()];
        if (endpoints.Length == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", "tcp");
            json.WriteString("transport", endpoint.UriScheme == "http" ? "http" : "tcp");
            if (endpoint.Port is { } port && port != endpoint.TargetPort)
            {
                json.WriteNumber("port", port);
            }

            if (endpoint.TargetPort is { } targetPort)
            {
                json.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                json.WriteBoolean("external", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter is IResourceWithConnectionString)
        {
            json.WriteString("connectionString", parameter.ValueExpression);
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } byDefault)
        {
            json.WriteStartObject("default");
            byDefault.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
