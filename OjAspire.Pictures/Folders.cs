using System.Reflection;

namespace OjAspire.Pictures;

/// <summary>Where the build says that things are.</summary>
internal static class Folders
{
    /// <summary>The program that starts the whole application.</summary>
    public static string AppHost => Of("AppHost");

    /// <summary>Where the pictures go.</summary>
    public static string Pictures => Path.GetFullPath(Of("Pictures"));

    private static string Of(string name) =>
        typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!;
}
