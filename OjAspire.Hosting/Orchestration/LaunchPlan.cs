using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Everything about a process that is about to start.</summary>
internal sealed record LaunchPlan(
    string FileName,
    ImmutableArray<string> Arguments,
    string WorkingDirectory,
    ImmutableArray<EnvironmentVariableSnapshot> Variables,
    ImmutableDictionary<EndpointAnnotation, int> Ports)
{
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        Variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value ?? ""));
}
