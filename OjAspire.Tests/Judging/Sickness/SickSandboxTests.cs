using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Isolation;
using OjSandbox.Judging;
using OjSandbox.Judging.Sickness;
using OjSandbox.Languages;

namespace OjAspire.Tests.Judging.Sickness;

/// <summary>Real boxes and compilers, which fail when the test says so.</summary>
[Collection(JudgingCollection.Name)]
public sealed class SickSandboxTests(JudgingFixture healthy) : IAsyncLifetime
{
    private readonly SwitchableBubblewrap _bubblewrap = new();
    private IHost _host = null!;

    private Fitness Fitness => _host.Services.GetRequiredService<IReadiness>().Current;

    public Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Isolation:Bubblewrap"] = _bubblewrap.FilePath,
            ["Oj:Sickness:FirstPauseSeconds"] = "0.1",
            ["Oj:Sickness:LongestPauseSeconds"] = "0.2",
        });
        builder.Services.AddLogging();
        builder.Services.AddJudging();
        _host = builder.Build();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _bubblewrap.Remove();
    }

    [Fact]
    public async Task Sandbox_that_cannot_build_boxes_withdraws_after_one_job_and_comes_back_by_itself_when_it_can()
    {
        await _host.StartAsync();
        Assert.Equal(Verdict.Accepted, (await JudgeAsync("bash", "echo 1")).Verdict);

        _bubblewrap.Break();
        await Assert.ThrowsAsync<JudgeFailedException>(() => JudgeAsync("bash", "echo 2"));
        await Eventually.TrueAsync(() => Fitness.WithdrawnBecause is not null);
        Assert.StartsWith("3 failures in a row: The box did not start: bwrap: broken by a test", Fitness.WithdrawnBecause, StringComparison.Ordinal);
        _bubblewrap.Mend();

        await Eventually.TrueAsync(() => Fitness.TakesJobs);
        Assert.Equal(10, Fitness.Languages.Count);
        Assert.Equal(Verdict.Accepted, (await JudgeAsync("bash", "echo 3")).Verdict);
    }

    [Fact]
    public async Task Sandbox_that_could_not_build_boxes_from_the_start_takes_work_without_a_restart_when_it_can()
    {
        _bubblewrap.Break();
        await _host.StartAsync();
        Assert.Contains("broken by a test", Fitness.WithdrawnBecause, StringComparison.Ordinal);

        _bubblewrap.Mend();

        await Eventually.TrueAsync(() => Fitness.TakesJobs);
        Assert.Equal(Verdict.Accepted, (await JudgeAsync("cpp", "int main(){}")).Verdict);
    }

    [Fact]
    public async Task Language_that_does_not_work_is_withdrawn_alone_and_comes_back_by_itself()
    {
        await _host.StartAsync();

        _bubblewrap.HidePython();
        await Assert.ThrowsAsync<JudgeFailedException>(() => JudgeAsync("py", "print(1)"));
        await Eventually.TrueAsync(() => Fitness.Broken.ContainsKey("py") && Fitness.TakesJobs);
        Assert.DoesNotContain("py", Fitness.Languages.Select(language => language.Key));
        Assert.Equal(Verdict.Accepted, (await JudgeAsync("bash", "echo 1")).Verdict);
        _bubblewrap.Mend();

        await Eventually.TrueAsync(() => Fitness.CanJudge("py"));
        Assert.Equal(Verdict.Accepted, (await JudgeAsync("py", "print(1)")).Verdict);
    }

    [Fact]
    public async Task Job_that_is_cancelled_says_nothing_about_the_sandbox()
    {
        await _host.StartAsync();
        using var cancelled = new CancellationTokenSource();
        var judge = _host.Services.GetRequiredService<IJudge>();
        var judging = judge.JudgeAsync(JudgingFixture.Spec("bash", "sleep 20"), stage => cancelled.CancelAsync(), cancelled.Token);

        await Assert.ThrowsAnyAsync<Exception>(() => judging);

        Assert.True(Fitness.TakesJobs);
    }

    [Fact]
    public async Task Trial_of_every_language_passes_where_all_are_installed()
    {
        await _host.StartAsync();
        var installed = await _host.Services.GetRequiredService<LanguageProber>().ProbeAsync(Oj.Contracts.Languages.LanguageCatalog.Shipped, CancellationToken.None);
        Assert.Equal(healthy.Readiness.Current.Languages.Count, installed.Count);

        foreach (var language in installed)
        {
            Assert.Null(await _host.Services.GetRequiredService<Trial>().RunAsync(language, CancellationToken.None));
        }
    }

    private Task<JudgeResult> JudgeAsync(string language, string source) =>
        _host.Services.GetRequiredService<IJudge>().JudgeAsync(JudgingFixture.Spec(language, source), _ => { }, CancellationToken.None);
}
