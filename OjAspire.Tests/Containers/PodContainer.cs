using System.Globalization;
using OjAspire.Tests.Structure;
using YamlDotNet.RepresentationModel;

namespace OjAspire.Tests.Containers;

/// <summary>The container of one of our pods, as <c>k8s/</c> has it: what a kubelet reads before it asks for the container.</summary>
internal sealed class PodContainer
{
    private readonly YamlMappingNode _pod;
    private readonly YamlMappingNode _container;
    private readonly YamlMappingNode _security;

    private PodContainer(string name)
    {
        Name = name;
        _pod = (YamlMappingNode)Document($"{name}/deployment.yaml")["spec"]["template"]["spec"];
        _container = (YamlMappingNode)((YamlSequenceNode)_pod["containers"]).Single();
        _security = (YamlMappingNode)_container["securityContext"];
        Assert.Equal(["ALL"], Words(_security["capabilities"], "drop"));
    }

    public string Name { get; }

    /// <summary>What it may do of what root may do, as <c>CAP_…</c>; everything else is dropped.</summary>
    public IReadOnlyList<string> Capabilities => [.. Words(_security["capabilities"], "add").Select(name => "CAP_" + name)];

    public bool HasReadOnlyRoot => Text(_security, "readOnlyRootFilesystem") == "true";

    public bool MayGainPrivileges => Text(_security, "allowPrivilegeEscalation") != "false";

    public int User => Number("runAsUser");

    public int Group => Number("runAsGroup");

    /// <summary><c>Unconfined</c> or <c>RuntimeDefault</c>.</summary>
    public string Seccomp => Text((YamlMappingNode)Setting("seccompProfile")!, "type")!;

    public long MemoryLimit
    {
        get
        {
            var text = Text((YamlMappingNode)_container["resources"]["limits"], "memory")!;
            Assert.EndsWith("Gi", text, StringComparison.Ordinal);
            return long.Parse(text[..^2], CultureInfo.InvariantCulture) << 30;
        }
    }

    /// <summary>The mounted volumes, all of them empty at first: where, and whether in memory.</summary>
    public IReadOnlyList<(string Path, bool InMemory)> Volumes
    {
        get
        {
            var volumes = ((YamlSequenceNode)_pod["volumes"]).Cast<YamlMappingNode>()
                .ToDictionary(volume => Text(volume, "name")!, volume => Text((YamlMappingNode)volume["emptyDir"], "medium") == "Memory");
            return [.. ((YamlSequenceNode)_container["volumeMounts"]).Cast<YamlMappingNode>()
                .Select(mount => (Text(mount, "mountPath")!, volumes[Text(mount, "name")!]))];
        }
    }

    /// <summary>The environment that comes from the ConfigMap.</summary>
    public static IReadOnlyDictionary<string, string> Configuration =>
        ((YamlMappingNode)Document("oj-api-config.yaml")["data"]).Children
            .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value!);

    public static PodContainer Read(string name) => new(name);

    /// <summary>The command of a probe, such as <c>readinessProbe</c>.</summary>
    public IReadOnlyList<string> ProbeCommand(string probe) => Words(_container[probe]["exec"], "command");

    private static YamlMappingNode Document(string file)
    {
        using var reader = File.OpenText(Path.Combine(SourceTree.Root, "k8s", "base", file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    // What the container does not say is taken from its pod.
    private YamlNode? Setting(string key) =>
        _security.Children.TryGetValue(key, out var own) ? own
            : _pod.Children.TryGetValue("securityContext", out var pod) && ((YamlMappingNode)pod).Children.TryGetValue(key, out var shared) ? shared
            : null;

    private int Number(string key) => Setting(key) is YamlScalarNode { Value: { } text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static string[] Words(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var words) ? [.. ((YamlSequenceNode)words).Select(word => ((YamlScalarNode)word).Value!)] : [];
}
