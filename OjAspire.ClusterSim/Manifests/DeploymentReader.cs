using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace OjAspire.ClusterSim.Manifests;

/// <summary>Reads a Deployment. What is not said has the default of Kubernetes.</summary>
internal static class DeploymentReader
{
    private const int DefaultGraceSeconds = 30;

    /// <param name="deployment">The object.</param>
    /// <param name="variables">The variables of every ConfigMap and Secret, by its name.</param>
    /// <exception cref="InvalidDataException">It has something that the simulation does not know.</exception>
    public static Deployment Read(YamlNode deployment, IReadOnlyDictionary<string, Dictionary<string, string>> variables)
    {
        var spec = deployment.At("spec");
        var update = spec.At("strategy", "rollingUpdate");
        return new Deployment(
            deployment.Text("metadata", "name"),
            spec.Number("replicas", 1),
            update.Number("maxSurge", 1),
            update.Number("maxUnavailable", 0),
            ReadTemplate(spec.At("template"), variables));
    }

    private static PodTemplate ReadTemplate(YamlNode? template, IReadOnlyDictionary<string, Dictionary<string, string>> variables)
    {
        var pod = template.At("spec");
        var container = pod.Items("containers").Single();
        var own = container.Items("env").ToLookup(variable => variable.At("value") is not null);
        var environment = container.Items("envFrom")
            .SelectMany(source => Source(source, variables))
            .Concat(own[true].Select(variable => KeyValuePair.Create(variable.Text("name"), variable.Text("value"))))
            .GroupBy(variable => variable.Key)
            .ToDictionary(same => same.Key, same => same.Last().Value);
        var empty = pod.Items("volumes").Where(volume => volume.At("emptyDir") is not null).Select(volume => volume.Text("name")).ToHashSet();
        return new PodTemplate(
            template.Pairs("metadata", "labels"),
            container.Text("name"),
            environment,
            own[false].ToDictionary(variable => variable.Text("name"), variable => variable.Text("valueFrom", "fieldRef", "fieldPath")),
            [.. container.Items("volumeMounts").Where(mount => empty.Contains(mount.Text("name"))).Select(mount => mount.Text("mountPath"))],
            Seconds(pod.Number("terminationGracePeriodSeconds", DefaultGraceSeconds)),
            Seconds(container.At("lifecycle", "preStop", "sleep").Number("seconds", 0)),
            ReadProbe(container.At("startupProbe")),
            ReadProbe(container.At("readinessProbe")),
            ReadProbe(container.At("livenessProbe")));
    }

    private static Dictionary<string, string> Source(YamlNode source, IReadOnlyDictionary<string, Dictionary<string, string>> variables)
    {
        var name = (source.At("configMapRef") ?? source.At("secretRef")).Text("name");
        return variables.TryGetValue(name, out var found) ? found : throw new InvalidDataException($"There is no ConfigMap and no Secret {name}.");
    }

    private static Probe? ReadProbe(YamlNode? probe)
    {
        if (probe is null)
        {
            return null;
        }

        var http = probe.At("httpGet");
        string[] command = [.. probe.Items("exec", "command").Select(word => word.Text())];
        if (http is null && command.Length == 0)
        {
            throw new InvalidDataException("A probe has to have httpGet or exec; the simulation knows no other.");
        }

        return new Probe(
            Seconds(probe.Number("initialDelaySeconds", 0)),
            Seconds(probe.Number("periodSeconds", 10)),
            Seconds(probe.Number("timeoutSeconds", 1)),
            probe.Number("failureThreshold", 3),
            probe.Number("successThreshold", 1),
            http?.Text("path"),
            http is null ? 0 : int.Parse(http.Text("port"), CultureInfo.InvariantCulture),
            command);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
