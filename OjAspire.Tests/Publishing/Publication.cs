using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Publishing;

/// <summary>Everything that is published, once for all tests of it: written anew, and as an operator applies it.</summary>
public sealed class Publication : IAsyncLifetime
{
    /// <summary>Name of the tests that share it.</summary>
    public const string Name = "What is published";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oj-publication-");
    private readonly Dictionary<string, string> _rendered = [];

    /// <summary>What can be applied: the folder, each overlay, and the chart.</summary>
    public static IReadOnlyList<string> Applied { get; } =
        ["k8s", "k8s/overlays/postgres", "k8s/overlays/dashboard", "k8s/overlays/autoscaled", "chart"];

    /// <summary>For a theory over <see cref="Applied"/>.</summary>
    public static TheoryData<string> AppliedData => [.. Applied];

    /// <summary>The Secrets that somebody makes by hand: templates in the tree.</summary>
    internal static KubernetesObjects SecretTemplates => KubernetesObjects.Read(string.Join("\n---\n", SecretTemplateFiles.Select(File.ReadAllText)));

    internal static IEnumerable<string> SecretTemplateFiles =>
        Directory.GetFiles(Path.Combine(SourceTree.Root, "k8s"), "*.template.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    internal PublishedFiles Files { get; private set; } = null!;

    /// <summary>The YAML that is applied.</summary>
    /// <param name="applied">One of <see cref="Applied"/>.</param>
    internal string Yaml(string applied) => _rendered[applied];

    /// <summary>The objects that are applied.</summary>
    internal KubernetesObjects Objects(string applied) => KubernetesObjects.Read(Yaml(applied));

    /// <summary>A file with text in it.</summary>
    internal string Save(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name.Replace('/', '-') + ".yaml");
        File.WriteAllText(path, text);
        return path;
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        (Files, _) = await PublishedFiles.WriteAsync(Path.Combine(_folder.FullName, "published"));
        foreach (var applied in Applied)
        {
            var run = applied == "chart"
                ? KubernetesTools.HelmAsync("template", "oj", Files.Chart, "--namespace", "oj-api")
                : KubernetesTools.KubectlAsync("kustomize", Path.Combine(SourceTree.Root, applied));
            _rendered[applied] = (await run).Succeeded();
        }
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
