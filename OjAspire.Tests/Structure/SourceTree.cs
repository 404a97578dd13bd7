using System.Runtime.CompilerServices;

namespace OjAspire.Tests.Structure;

/// <summary>The checkout that these tests were compiled from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Hand-written sources, as paths relative to <see cref="Root"/>.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations" or "node_modules" or ".git"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
