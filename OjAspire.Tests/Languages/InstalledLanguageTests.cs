using Oj.Contracts.Languages;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Isolation;
using OjSandbox.Languages;

namespace OjAspire.Tests.Languages;

public sealed class InstalledLanguageTests
{
    private static LanguageDescription Description => new()
    {
        Key = "x",
        Ids = [1, 2],
        Name = "X ({version})",
        SourceFile = "main.x",
        Compile = ["{home}/xc", "-m{memory_mib}", "{options}", "main.x"],
        Run = ["./main", "-s{stack_kib}", "{arguments}"],
        Environment = new Dictionary<string, string> { ["LIMIT"] = "{memory_hex}" },
        Probe = new LanguageProbe { Command = ["x"], Pattern = "(.*)" },
        Trial = "ok",
        Package = "x",
    };

    private static InstalledLanguage Installed => new(Description, "1.2", new Dictionary<string, string> { ["{home}"] = "/opt/x" });

    [Fact]
    public void Commands_are_filled_with_places_limits_and_the_users_words()
    {
        var limits = new Limits { MemoryKib = 2048, StackKib = 0 };

        Assert.Equal(["/opt/x/xc", "-m64", "-a", "b c", "main.x"], Installed.CompileCommand("-a 'b c'", 65_536));
        Assert.Equal(["./main", "-s65536", "{memory_kib}"], Installed.RunCommand("{memory_kib}", limits));
        Assert.Equal(["./main", "-s65536"], Installed.RunCommand("", limits));
        Assert.Equal("200000", Installed.Environment(2048, 0)["LIMIT"]);
        Assert.Null((Installed with { Description = Description with { Compile = null } }).CompileCommand("", 1));
    }

    [Fact]
    public void It_is_announced_with_its_version_and_ids()
    {
        Assert.Equal("X (1.2)", Installed.Announced.Name);
        Assert.Equal([1u, 2u], Installed.Announced.Ids);
    }

    [Fact]
    public void Paths_with_a_pattern_stand_for_what_exists_and_unknown_places_for_nothing()
    {
        using var directory = new TemporaryDirectory();
        var found = directory.Create("x-17-conf");
        directory.Create("other");
        var description = Description with { ReadOnlyPaths = [directory.Path + "/x-*-conf", "/fixed", "{nowhere}/x"] };

        Assert.Equal([found, "/fixed"], InstalledLanguage.PathsOf(description, new Dictionary<string, string>()));
    }

    [Fact]
    public void The_newest_sdk_and_runtime_below_the_first_root_that_exists_are_used()
    {
        using var root = new TemporaryDirectory();
        root.Write("dotnet", "");
        foreach (var version in (string[])["9.0.100", "10.0.100", "10.0.99-preview.1"])
        {
            root.Write($"sdk/{version}/Roslyn/bincore/csc.dll", "");
        }

        root.Write("sdk/11.0.100/nothing", "");
        var values = DotnetInstallation.Find([null, "/nowhere", root.Path]);

        Assert.Equal(root.Path, values["{dotnet_root}"]);
        Assert.Equal(root.Path + "/sdk/10.0.100", values["{dotnet_sdk}"]);
        Assert.False(values.ContainsKey("{dotnet_runtime}"));
    }
}
