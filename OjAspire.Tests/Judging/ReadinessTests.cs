using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OjSandbox.Judging;

namespace OjAspire.Tests.Judging;

[Collection(JudgingCollection.Name)]
public sealed class ReadinessTests(JudgingFixture sandbox)
{
    private static IHost Host(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddLogging();
        builder.Services.AddJudging();
        return builder.Build();
    }

    [Fact]
    public void All_ten_languages_are_announced_with_the_versions_found()
    {
        Assert.Equal(["bash", "c", "cpp", "cs", "go", "java", "js", "pas", "py", "rust"], sandbox.Readiness.Current.Languages.Select(language => language.Key));
        Assert.All(sandbox.Readiness.Current.Languages, language => Assert.Matches(@"^.+ \(.*\d+\.\d+.*\)$", language.Name));
        Assert.Equal("main.cpp", sandbox.Readiness.Current.Languages.Single(language => language.Key == "cpp").SourceFile);
    }

    [Fact]
    public async Task A_sandbox_without_bubblewrap_names_the_command_that_brings_it_and_judges_nothing()
    {
        using var host = Host(("Isolation:Bubblewrap", "/nowhere/bwrap"));
        await host.StartAsync();

        Assert.Contains("apt-get install -y bubblewrap", host.Services.GetRequiredService<IReadiness>().Current.WithdrawnBecause, StringComparison.Ordinal);
        Assert.Empty(host.Services.GetRequiredService<IReadiness>().Current.Languages);
        var judge = host.Services.GetRequiredService<IJudge>();
        await Assert.ThrowsAsync<JudgeFailedException>(
            () => judge.JudgeAsync(JudgingFixture.Spec("bash", "echo hi"), _ => { }, CancellationToken.None));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_box_that_does_not_start_withdraws_the_sandbox()
    {
        using var host = Host(("Isolation:Bubblewrap", "/bin/false"));
        await host.StartAsync();

        Assert.Contains("--privileged", host.Services.GetRequiredService<IReadiness>().Current.WithdrawnBecause, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task Wrong_options_are_all_named_at_start_by_their_keys()
    {
        using var host = Host(("Isolation:UserIds", "0"), ("Isolation:ClaimDirectory", "here"), ("Judging:CompileCpuSeconds", "-1"));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.All(["Isolation:UserIds is 0", "Isolation:ClaimDirectory is 'here'", "Judging:CompileCpuSeconds is -1"],
            fault => Assert.Contains(fault, refused.ToString(), StringComparison.Ordinal));
    }
}
