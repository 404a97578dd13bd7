using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Publishing;

/// <summary>Programs that we did not write and that know Kubernetes. <c>./test.sh</c> installs them.</summary>
internal static class KubernetesTools
{
    private static string Folder => Path.Combine(SourceTree.Root, "scripts", "kubernetes-tools");

    public static Task<CommandRun> KubectlAsync(params string[] arguments) => CommandRun.OfAsync(Tool("kubectl"), arguments);

    public static Task<CommandRun> HelmAsync(params string[] arguments) => CommandRun.OfAsync(Tool("helm"), arguments);

    /// <summary>Holds the objects of files against the published schemas.</summary>
    public static Task<CommandRun> CheckSchemasAsync(params string[] files) =>
        CommandRun.OfAsync("node", [Path.Combine(Folder, "check-schemas.mjs"), .. files]);

    private static string Tool(string name)
    {
        var path = Path.Combine(Folder, "node_modules", "tools", name, name);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException("kubectl, helm and the schemas are missing. Install them with: source scripts/prerequisites.sh && oj_kubernetes_tools");
    }
}
