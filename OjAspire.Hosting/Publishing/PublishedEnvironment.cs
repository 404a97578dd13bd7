using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Publishing;

/// <summary>The environment that a project gets where it is deployed, with nothing evaluated yet.</summary>
internal sealed class PublishedEnvironment(DistributedApplicationExecutionContext context)
{
    private const string Http = "http";

    /// <summary>The variables in the order in which they were set.</summary>
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal) { ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory" };
        EndpointReference[] endpoints =
        [
            .. project.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => endpoint.UriScheme == Http && endpoint.TargetPortEnvironmentVariable is null)
                .Select(endpoint => new EndpointReference(project, endpoint.Name)),
        ];
        if (endpoints.Length > 0)
        {
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            variables["HTTP_PORTS"] = Ports(endpoints);
        }

        foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.TargetPortEnvironmentVariable is { } variable)
            {
                variables[variable] = new EndpointReference(project, endpoint.Name).Property(EndpointProperty.TargetPort);
            }
        }

        var callbackContext = new EnvironmentCallbackContext(context, project, variables, cancellationToken);
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callbackContext);
        }

        return variables;
    }

    private static ReferenceExpression Ports(EndpointReference[] endpoints)
    {
        var ports = new ReferenceExpression.ExpressionInterpolatedStringHandler(0, endpoints.Length);
        foreach (var endpoint in endpoints)
        {
            if (endpoint != endpoints[0])
            {
                ports.AppendLiteral(";");
            }

            ports.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
        }

        return ports.Build();
    }
}
