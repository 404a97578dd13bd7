using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Oj.Contracts.Scheduling;
using OjSandbox.Isolation;
using OjSandbox.Judging;

namespace OjAspire.Tests.Judging;

/// <summary>One real sandbox's judging, shared by all tests of the collection: real bubblewrap, real cgroups, real compilers.</summary>
public sealed class JudgingFixture : IAsyncLifetime
{
    private readonly IHost _host;

    public JudgingFixture()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection();
        builder.Services.AddLogging();
        builder.Services.AddJudging();
        _host = builder.Build();
    }

    internal IJudge Judge => _host.Services.GetRequiredService<IJudge>();

    internal IReadiness Readiness => _host.Services.GetRequiredService<IReadiness>();

    internal Boxes Boxes => _host.Services.GetRequiredService<Boxes>();

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        Assert.Null(Readiness.Current.WithdrawnBecause);
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    internal Task<JudgeResult> JudgeAsync(JobSpec spec) => Judge.JudgeAsync(spec, _ => { }, CancellationToken.None);

    internal Task<JudgeResult> JudgeAsync(string language, string source, Action<JobSpec>? change = null)
    {
        var spec = Spec(language, source);
        change?.Invoke(spec);
        return JudgeAsync(spec);
    }

    /// <summary>A job with the limits that the API server sets by default.</summary>
    internal static JobSpec Spec(string language, string source) => new()
    {
        LanguageKey = language,
        SourceCode = ByteString.CopyFromUtf8(source),
        NumberOfRuns = 1,
        Limits = new Limits
        {
            CpuTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
            CpuExtraTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)),
            WallTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(20)),
            MemoryKib = 128_000,
            StackKib = 64_000,
            Processes = 60,
            FileSizeKib = 1024,
        },
    };
}
