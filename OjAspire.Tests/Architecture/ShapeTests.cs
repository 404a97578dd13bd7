namespace OjAspire.Tests.Architecture;

/// <summary>The shape of the tree: folders are capabilities, files are small.</summary>
public sealed class ShapeTests
{
    private static readonly string[] KindsOfThings =
        ["Services", "Helpers", "Managers", "Utils", "Utilities", "Interfaces", "Models", "Common", "Misc"];

    [Fact]
    public void No_folder_is_named_after_a_kind_of_thing() =>
        Assert.DoesNotContain(SourceTree.Files("*.cs"), path => path.Split('/').SkipLast(1).Intersect(KindsOfThings).Any());

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.DoesNotContain(
            SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor")).Concat(SourceTree.Files("*.proto")),
            path => File.ReadLines(Path.Combine(SourceTree.Root, path)).Count() > 400);

    [Theory]
    [InlineData("OjApi")]
    [InlineData("OjSandbox")]
    [InlineData("OjAspire.AppHost")]
    [InlineData("OjAspire.Dashboard")]
    public void A_program_file_only_composes(string project)
    {
        var file = new[] { "Program.cs", "AppHost.cs" }.Select(name => Path.Combine(SourceTree.Root, project, name)).Single(File.Exists);

        Assert.InRange(File.ReadLines(file).Count(), 1, 60);
    }
}
