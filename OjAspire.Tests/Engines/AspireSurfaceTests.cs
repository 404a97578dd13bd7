using System.Reflection;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Engines;

/// <summary>
/// The application host and its tests use of Aspire only what is listed in Aspire13_5.txt, which was written from Aspire's
/// sources, and the engine in use has all of that with the same signatures. Holds for both engines.
/// </summary>
public sealed class AspireSurfaceTests
{
    public static TheoryData<string> Users => ["OjAspire.AppHost", "OjAspire.Tests"];

    public static TheoryData<string> Assemblies => [.. AspireList.Members.Select(each => each.Key)];

    [Theory]
    [MemberData(nameof(Users))]
    public void What_is_used_of_aspire_is_listed(string user)
    {
        var used = AspireUse.Of(Assembly.Load(user)).Distinct().ToArray();

        Assert.NotEmpty(used);
        AspireList.AssertNone("used and not listed", used.Except(AspireList.Members.SelectMany(each => each)));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_is_listed_is_provided_with_the_same_signature(string assembly)
    {
        var types = AspireList.Provider(assembly).GetExportedTypes().ToDictionary(Signature.Of);
        var missing = AspireList.Members[assembly].GroupBy(listed => listed.Type).SelectMany(listed => types.TryGetValue(listed.Key, out var type)
            ? listed.Where(each => each.Member is not null && !Signature.Members(type).Contains(each.Member))
            : listed);

        AspireList.AssertNone("listed and not provided", missing);
    }

    [Fact]
    public void The_application_host_uses_nothing_of_an_engine_that_is_not_aspires() =>
        Assert.Empty(AspireUse.OwnTypesOf(AspireList.Embedded, typeof(Projects.OjAspire_AppHost).Assembly));

    /// <summary>The other engine is built with the same sources, without those folders of tests that are about the embedded one.</summary>
    [Fact]
    public void No_source_of_the_application_host_or_the_tests_depends_on_the_engine()
    {
        var sources = SourceTree.Files("*.cs").Where(path =>
            path.StartsWith("OjAspire.AppHost/", StringComparison.Ordinal) || path.StartsWith("OjAspire.Tests/", StringComparison.Ordinal));

        Assert.DoesNotContain(sources, path => Says(path, "#if "));
        Assert.DoesNotContain(sources, path => Says(path, "using OjAspire.Hosting") && !path.StartsWith("OjAspire.Tests/Hosting/", StringComparison.Ordinal));

        static bool Says(string path, string start) =>
            File.ReadLines(Path.Combine(SourceTree.Root, path)).Any(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
    }
}
