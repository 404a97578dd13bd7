using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace OjAspire.Tests.Structure;

/// <summary>Who may know whom: the rules of docs/architecture.md.</summary>
public sealed class DependencyTests
{
    /// <summary>Every project and all that it may reference.</summary>
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Oj.Contracts", [] },
        { "OjAspire.ServiceDefaults", [] },
        { "OjApi", ["Oj.Contracts", "OjAspire.ServiceDefaults"] },
        { "OjSandbox", ["Oj.Contracts", "OjAspire.ServiceDefaults", "OjSandbox.Runner"] },
        { "OjSandbox.Runner", [] },
        { "OjAspire.Hosting", ["OjAspire.ServiceDefaults"] },
        { "OjAspire.Dashboard", ["OjAspire.ServiceDefaults"] },
        { "OjAspire.ClusterSim", ["OjApi", "OjSandbox"] },
        { "OjAspire.Chaos", ["OjApi", "OjSandbox", "OjAspire.ClusterSim"] },
        { "OjAspire.Pictures", ["OjAspire.AppHost"] },
        { "OjAspire.Manifests", [] },
        { "OjAspire.AppHost", ["OjApi", "OjSandbox", "OjAspire.Hosting", "OjAspire.Dashboard"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_only_what_it_may(string project, string[] allowed)
    {
        var references = XDocument.Load(Path.Combine(SourceTree.Root, project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Scheduling_knows_no_transport()
    {
        var result = Types.InAssembly(Assembly.Load("OjApi")).That().ResideInNamespaceStartingWith("OjApi.Scheduling")
            .ShouldNot().HaveDependencyOnAny("Grpc", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "OjApi.Gateway", "OjApi.Storage", "OjApi.Judge0")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_app_host_engine_knows_nothing_of_judging()
    {
        var words = SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
            .Where(path => path.StartsWith("OjAspire.Hosting/", StringComparison.Ordinal) || path.StartsWith("OjAspire.Dashboard/", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(Path.Combine(SourceTree.Root, path)) is var text
                && (text.Contains("Oj.Contracts", StringComparison.Ordinal) || text.Contains("submission", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("oj-api-server", StringComparison.Ordinal) || text.Contains("oj-sandbox", StringComparison.Ordinal)));

        Assert.Empty(words);
    }
}
