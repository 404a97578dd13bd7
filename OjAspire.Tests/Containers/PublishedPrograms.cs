using System.Reflection;
using OjAspire.Tests.Processes;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Containers;

/// <summary>The programs as they are put into images: published.</summary>
internal static class PublishedPrograms
{
    /// <summary>Publishes a project that is built already.</summary>
    /// <returns>The folder.</returns>
    public static async Task<string> PublishAsync(string project, string directory)
    {
        var folder = Path.Combine(directory, project);
        var configuration = typeof(PublishedPrograms).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await using var publish = ChildProcess.Start(
            ProcessCluster.Dotnet,
            ["publish", Path.Combine(SourceTree.Root, project), "--no-build", "--configuration", configuration, "--output", folder, "--nologo", "-nodeReuse:false"]);
        Assert.True(await publish.WhenExitedAsync() == 0, string.Join('\n', publish.Lines));
        return folder;
    }
}
