using System.Reflection;
using Aspire.Hosting;

namespace OjAspire.Tests.Hosting;

/// <summary>The service that replicas of these tests run, as it was built beside the tests.</summary>
internal sealed class SampleService : IProjectMetadata
{
    public const string Name = "sample";

    public string ProjectPath => BuildOutput("SampleService");

    public static string BuildOutput(string key) =>
        typeof(SampleService).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
