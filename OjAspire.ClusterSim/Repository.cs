namespace OjAspire.ClusterSim;

/// <summary>The checkout that this program was built in.</summary>
internal static class Repository
{
    private const string Solution = "OjAspire.sln";

    /// <summary>Its top level.</summary>
    public static string Root { get; } = Find();

    /// <summary>The program of a project, as it is built in its own folder, with the configuration of this one.</summary>
    public static string Program(string project)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, project, "bin", built.Parent!.Name, built.Name, project + ".dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new NotSupportedException($"Run this from the repository: {Solution} is nowhere above {AppContext.BaseDirectory}.");
    }
}
