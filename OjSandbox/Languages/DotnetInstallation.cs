using System.Runtime.InteropServices;

namespace OjSandbox.Languages;

/// <summary>Where .NET is installed on this machine: the root that this process runs on, or the one that DOTNET_ROOT names.</summary>
internal static class DotnetInstallation
{
    /// <summary>Values of the placeholders <c>{dotnet_root}</c>, <c>{dotnet_sdk}</c> and <c>{dotnet_runtime}</c>; those not found are missing.</summary>
    public static IReadOnlyDictionary<string, string> Find() =>
        Find([Environment.GetEnvironmentVariable("DOTNET_ROOT"), RootOfThisProcess()]);

    /// <summary>Looks at the candidates for a root in turn.</summary>
    public static IReadOnlyDictionary<string, string> Find(IEnumerable<string?> roots)
    {
        var values = new Dictionary<string, string>();
        if (roots.FirstOrDefault(root => root is not null && File.Exists(Path.Combine(root, "dotnet"))) is not { } found)
        {
            return values;
        }

        values["{dotnet_root}"] = Path.TrimEndingDirectorySeparator(Path.GetFullPath(found));
        Add("{dotnet_sdk}", Newest(Path.Combine(found, "sdk"), "Roslyn/bincore/csc.dll"));
        Add("{dotnet_runtime}", Newest(Path.Combine(found, "shared", "Microsoft.NETCore.App"), "System.Private.CoreLib.dll"));
        return values;

        void Add(string placeholder, string? directory)
        {
            if (directory is not null)
            {
                values[placeholder] = directory;
            }
        }
    }

    private static string? RootOfThisProcess()
    {
        // ROOT/shared/Microsoft.NETCore.App/VERSION/
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        return Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(runtime)));
    }

    private static string? Newest(string directory, string file) =>
        !Directory.Exists(directory) ? null
            : Directory.EnumerateDirectories(directory)
                .Where(version => File.Exists(Path.Combine(version, file)))
                .MaxBy(version => Version.TryParse(Path.GetFileName(version).Split('-')[0], out var number) ? number : new Version());
}
