using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OjAspire.Tests.Structure;

/// <summary>Logs are an interface: every line is a generated event with a stable id, and docs/logs.md knows them all.</summary>
public sealed class LogEventTests
{
    public static TheoryData<string> Projects => [.. LogEvent.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Ids_and_names_are_unique_within_a_project(string project)
    {
        var events = LogEvent.All.Where(each => each.Project == project).ToArray();

        Assert.Empty(events.GroupBy(each => each.Id).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)));
        Assert.Empty(events.GroupBy(each => each.Name).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)));
        Assert.DoesNotContain(events, each => each.Id <= 0);
    }

    [Theory]
    [InlineData("OjApi")]
    [InlineData("OjSandbox")]
    public void Ids_do_not_collide_with_those_that_every_service_shares(string project) =>
        Assert.Empty(LogEvent.All.Where(each => each.Project == project).Select(each => each.Id)
            .Intersect(LogEvent.All.Where(each => each.Project == "OjAspire.ServiceDefaults").Select(each => each.Id)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_is_logged_but_generated_events(string project)
    {
        using var file = new PEReader(File.OpenRead(LogEvent.PathOf(project)));
        var metadata = file.GetMetadataReader();

        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "LoggerExtensions")
            .Select(member => metadata.GetString(member.Name));
        var written = SourceTree.Files("*.cs").Where(path => path.StartsWith(project + "/", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(Path.Combine(SourceTree.Root, path)).Contains("ogger.Log(", StringComparison.Ordinal));

        Assert.DoesNotContain(called, name => name.StartsWith("Log", StringComparison.Ordinal));
        Assert.Empty(written);
    }

    /// <summary>With <c>OJ_UPDATE_DOCS=1</c> in the environment the page is written anew; what to do stays, and is to be added for new events.</summary>
    [Fact]
    public void The_page_of_events_is_that_of_the_source_and_says_what_to_do()
    {
        var page = File.ReadAllText(LogTable.FilePath);
        if (Environment.GetEnvironmentVariable("OJ_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(LogTable.FilePath, LogTable.Render(page));
        }

        Assert.Equal(LogTable.Render(page), File.ReadAllText(LogTable.FilePath));
        Assert.Empty(LogTable.Unadvised(page));
    }
}
