using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Oj.Contracts.Languages;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Containers;

/// <summary>What the Dockerfiles say, against what the pods, the scripts and the documents say.</summary>
public sealed class DockerfileTests
{
    [Theory]
    [InlineData("oj-api-server")]
    [InlineData("oj-sandbox")]
    public void An_image_is_built_by_scripts_of_this_repository_and_runs_as_the_user_of_its_pod(string image)
    {
        var dockerfile = Dockerfile.Of(image);

        Assert.NotEmpty(dockerfile.Steps);
        Assert.All(dockerfile.Steps, step =>
        {
            var script = Path.Combine(SourceTree.Root, "containers", "steps", Regex.Match(step, @"containers/steps/([\w-]+\.sh) ").Groups[1].Value);
            Assert.True(File.Exists(script) && !OperatingSystem.IsWindows() && File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), step);
        });
        Assert.Equal(PodContainer.Read(image).User, dockerfile.User);
    }

    [Fact]
    public void The_image_of_the_api_server_exposes_the_port_that_the_sdk_would_and_has_its_user()
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "OjApi", "OjApi.csproj"));
        var dockerfile = Dockerfile.Of("oj-api-server");

        Assert.Equal(dockerfile.Ports, project.Descendants("ContainerPort").Select(port => port.Attribute("Include")!.Value));
        Assert.Equal("oj-api-server", project.Descendants("ContainerRepository").Single().Value);
        Assert.Equal($"{dockerfile.User}", project.Descendants("ContainerUser").Single().Value);
        Assert.Equal(PodContainer.Configuration["HTTP_PORTS"], Assert.Single(dockerfile.Ports));
    }

    [Fact]
    public void The_image_of_the_sandbox_has_what_every_language_needs()
    {
        var installed = Shell("echo ${OJ_TO_RUN[@]}").Split(' ');
        var asked = LanguageCatalog.Shipped.Select(language => Path.GetFileName(language.Probe.Command[0]));

        Assert.Contains("bwrap", installed);
        // Bash is part of Debian, and .NET is copied.
        Assert.Empty(asked.Except([.. installed, "bash", "dotnet"]));
    }

    [Fact]
    public void The_command_in_the_documents_installs_the_same_packages()
    {
        var commands = Regex.Matches(
            File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "prerequisites.md")), @"--no-install-recommends ((?:\\\n|[^\n#])*)").Select(match =>
            match.Groups[1].Value.Split([' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries)).ToArray();

        Assert.Equal(Packages("OJ_TO_RUN"), commands[0].Order(StringComparer.Ordinal));
        Assert.Equal(Packages("OJ_TO_TEST").Except(commands[0]), commands[1].Order(StringComparer.Ordinal));
    }

    private static string[] Packages(string list) =>
        [.. Shell($"oj_packages \"${{{list}[@]}}\"").Split('\n').Order(StringComparer.Ordinal)];

    private static string Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "source scripts/prerequisites.sh; " + command])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
        })!;
        var output = shell.StandardOutput.ReadToEnd().Trim();
        shell.WaitForExit();
        return output;
    }
}
