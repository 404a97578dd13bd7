using System.Reflection;

namespace OjAspire.Hosting.Composition;

/// <summary>What the build wrote into the assembly that composes the application.</summary>
internal static class AppHostMetadata
{
    public static string? Find(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => string.Equals(metadata.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
