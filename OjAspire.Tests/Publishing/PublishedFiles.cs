using System.Reflection;
using OjAspire.Tests.Processes;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Publishing;

/// <summary>What <c>./publish.sh</c> writes, written by the same programs into a folder of its own.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record PublishedFiles(string Folder)
{
    private const string ManifestName = "aspire-manifest.json";

    /// <summary>The Aspire manifest.</summary>
    public string Manifest => Path.Combine(Folder, ManifestName);

    /// <summary>The Helm chart.</summary>
    public string Chart => Path.Combine(Folder, "chart");

    /// <summary>The folder for kubectl.</summary>
    public string Kubernetes => Path.Combine(Folder, "k8s");

    /// <summary>The manifest as it is at the top of the tree: it holds paths that are relative to where it lies.</summary>
    public string ManifestAtTop =>
        File.ReadAllText(Manifest).Replace(Path.GetRelativePath(Folder, SourceTree.Root) + "/", "", StringComparison.Ordinal);

    /// <summary>Publishes everything.</summary>
    /// <param name="workingFolder">Where the programs run.</param>
    /// <param name="environment">Variables over the usual ones.</param>
    /// <returns>The files, and all that the programs printed.</returns>
    public static async Task<(PublishedFiles Files, string Printed)> WriteAsync(
        string folder, string? workingFolder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var files = new PublishedFiles(folder);
        var printed = await RunAsync([AppHost, "--publisher", "manifest", "--output-path", files.Manifest])
            + await RunAsync([AppHost, "--operation", "publish", "--step", "publish", "--output-path", files.Chart])
            + await RunAsync([ProcessCluster.Built("OjAspire.Manifests"), files.Chart, files.Kubernetes]);
        return (files, printed);

        async Task<string> RunAsync(string[] arguments)
        {
            var run = await CommandRun.OfAsync(ProcessCluster.Dotnet, arguments, workingFolder, environment);
            return run.Succeeded() + run.Errors;
        }
    }

    /// <summary>Files below a folder, relative to it.</summary>
    public static string[] Below(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static string AppHost => typeof(PublishedFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "AppHost").Value!;
}
