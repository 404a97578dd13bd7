using System.Text.Json.Nodes;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Containers;

/// <summary>
/// The files of a container. With <c>OJ_CONTAINER_IMAGES</c>, the unpacked images that <c>containers/try.sh</c> has built, it is one of
/// these. Without, it is made in no time of what is here: this machine's <c>/usr</c>, read-only, the few files of <c>/etc</c> that
/// programs are linked by, and the published program as <c>/app</c>.
/// </summary>
internal sealed class ContainerRoot
{
    private static readonly string[] FilesOfEtc =
        ["passwd", "group", "nsswitch.conf", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives"];

    private ContainerRoot(string path, IReadOnlyList<string> entryPoint) => (Path, EntryPoint) = (path, entryPoint);

    public string Path { get; }

    public IReadOnlyList<string> EntryPoint { get; }

    /// <summary>What is mounted into it, in the runtime's form.</summary>
    public JsonArray Mounts { get; } = [];

    /// <summary>The folder with links to the unpacked images, if there are any.</summary>
    public static string? Images => Environment.GetEnvironmentVariable("OJ_CONTAINER_IMAGES");

    /// <summary>The files of an image, or what stands for them.</summary>
    /// <param name="published">The folder with the published program.</param>
    /// <param name="directory">Where a stand-in is made.</param>
    public static ContainerRoot Of(string image, string published, string directory)
    {
        var entryPoint = Dockerfile.Of(image).EntryPoint;
        return Images is { } images
            ? new(new DirectoryInfo(System.IO.Path.Combine(images, image)).ResolveLinkTarget(returnFinalTarget: true)!.FullName, entryPoint)
            : StandIn(published, directory, entryPoint);
    }

    private static ContainerRoot StandIn(string published, string directory, IReadOnlyList<string> entryPoint)
    {
        var dotnet = new FileInfo(ProcessCluster.Dotnet);
        dotnet = dotnet.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? dotnet;
        var root = new ContainerRoot(directory, [dotnet.FullName, .. entryPoint.Skip(1)]);
        Directory.CreateDirectory(System.IO.Path.Combine(directory, "etc"));
        foreach (var link in (string[])["bin", "sbin", "lib", "lib32", "lib64"])
        {
            if (new DirectoryInfo("/" + link).LinkTarget is { } target)
            {
                File.CreateSymbolicLink(System.IO.Path.Combine(directory, link), target);
            }
        }

        root.Bind("/usr", "/usr");
        root.Bind(published, "/app");
        if (!dotnet.FullName.StartsWith("/usr/", StringComparison.Ordinal))
        {
            root.Bind(dotnet.DirectoryName!, dotnet.DirectoryName!);
        }

        foreach (var path in FilesOfEtc.Select(name => "/etc/" + name).Where(System.IO.Path.Exists))
        {
            root.Bind(path, path);
        }

        return root;
    }

    private void Bind(string source, string destination) => Mounts.Add(new JsonObject
    {
        ["destination"] = destination,
        ["type"] = "bind",
        ["source"] = source,
        ["options"] = new JsonArray("rbind", "ro"),
    });
}
