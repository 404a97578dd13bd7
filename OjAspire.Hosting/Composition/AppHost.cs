using System.Reflection;

namespace OjAspire.Hosting.Composition;

/// <summary>The project that composes the application.</summary>
/// <param name="Assembly">What it is built to.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record AppHost(Assembly? Assembly, string Folder)
{
    public string? Metadata(string key) => AppHostMetadata.Find(Assembly, key);
}
