using YamlDotNet.RepresentationModel;

namespace OjAspire.ClusterSim.Manifests;

/// <summary>What <c>kubectl apply -k</c> would apply, as far as the simulation follows it.</summary>
/// <param name="Namespace">The namespace of all of it.</param>
/// <param name="Deployments">The Deployments by name.</param>
/// <param name="Headless">The headless Service.</param>
internal sealed record ClusterManifests(string Namespace, IReadOnlyDictionary<string, Deployment> Deployments, HeadlessService Headless)
{
    private const string SecretsFile = "secrets.template.yaml";

    /// <param name="folder">Where <c>kustomization.yaml</c> is.</param>
    /// <param name="secrets">What an operator would fill in for the keys of the Secrets' template.</param>
    /// <exception cref="InvalidDataException">Something that the simulation needs is missing there, or unknown to it.</exception>
    public static ClusterManifests Read(string folder, IReadOnlyDictionary<string, string> secrets)
    {
        YamlNode[] objects = [.. Objects(folder)];
        var variables = Of(objects, "ConfigMap").ToDictionary(NameOf, config => config.Pairs("data"));
        foreach (var secret in Of(Yaml.Read(Path.Combine(folder, SecretsFile)), "Secret"))
        {
            variables.Add(NameOf(secret), secret.Pairs("stringData").Keys.ToDictionary(key => key, key => Filled(key, secrets)));
        }

        return new ClusterManifests(
            NameOf(Of(objects, "Namespace").Single()),
            Of(objects, "Deployment").Select(each => DeploymentReader.Read(each, variables)).ToDictionary(each => each.Name),
            Of(objects, "Service").Where(each => each.At("spec", "clusterIP") is YamlScalarNode { Value: "None" }).Select(Headed).Single());
    }

    private static IEnumerable<YamlNode> Objects(string folder)
    {
        foreach (var resource in Yaml.Read(Path.Combine(folder, "kustomization.yaml"))[0].Items("resources"))
        {
            var path = Path.Combine(folder, resource.Text());
            foreach (var each in Directory.Exists(path) ? Objects(path) : Yaml.Read(path))
            {
                yield return each;
            }
        }
    }

    private static IEnumerable<YamlNode> Of(IEnumerable<YamlNode> objects, string kind) => objects.Where(each => each.Text("kind") == kind);

    private static string NameOf(YamlNode each) => each.Text("metadata", "name");

    private static string Filled(string key, IReadOnlyDictionary<string, string> secrets) => secrets.TryGetValue(key, out var value)
        ? value
        : throw new InvalidDataException($"{SecretsFile} asks for {key}, and the simulation has no value for it.");

    private static HeadlessService Headed(YamlNode service) => new(
        NameOf(service), service.Pairs("spec", "selector"), service.Items("spec", "ports").First().Number("targetPort", 0));
}
