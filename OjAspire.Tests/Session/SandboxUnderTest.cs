using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjAspire.ServiceDefaults;
using OjSandbox.Discovery;
using OjSandbox.Judging;
using OjSandbox.Session;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>The sandbox's host as the program composes it, with a scripted judge, following a replica list that the test writes.</summary>
internal sealed class SandboxUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-session-");
    private readonly IHost _host;

    public SandboxUnderTest(params IEnumerable<(string Key, string Value)> configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [SessionOptions.JoinTokenKey] = "secret",
            [SessionOptions.SandboxCountKey] = "2",
            [SessionOptions.ReconnectCapKey] = "0.3",
            [DiscoveryOptions.ReplicaListKey] = ListPath,
        });
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.Logging.AddProvider(Log);
        builder.AddServiceDefaults();
        builder.AddDiscovery();
        builder.Services.AddSingleton<IJudge>(Judge);
        builder.Services.AddSingleton<IReadiness>(Readiness);
        builder.AddSession();
        _host = builder.Build();
    }

    public LogCapture Log { get; } = new();

    public ScriptedJudge Judge { get; } = new();

    public ScriptedReadiness Readiness { get; } = new();

    public string BaseId => _host.Services.GetRequiredService<SandboxIdentity>().BaseId;

    public SlotFigures Slots => _host.Services.GetRequiredService<SlotKeeper>().Figures;

    private string ListPath => Path.Combine(_directory.FullName, "replicas.json");

    public Task StartAsync(params IEnumerable<ScriptedScheduler> schedulers) => StartAsync(schedulers.Select(scheduler => scheduler.Address));

    public Task StartAsync(IEnumerable<Uri> addresses)
    {
        Publish(addresses);
        return _host.StartAsync();
    }

    public void Publish(params IEnumerable<ScriptedScheduler> schedulers) => Publish(schedulers.Select(scheduler => scheduler.Address));

    /// <summary>Replaces the replica list as the app host does.</summary>
    public void Publish(IEnumerable<Uri> addresses)
    {
        var beside = ListPath + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(addresses));
        File.Move(beside, ListPath, overwrite: true);
    }

    /// <summary>What SIGTERM does.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        // Not what a test is about: it stops the sandbox itself where the leaving matters.
        await _host.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host.Dispose();
        _directory.Delete(recursive: true);
        Assert.DoesNotContain(Log.Lines, line => line.Level >= LogLevel.Error && line.EventName is not ("JudgingFailed" or "TakesNoWork"));
    }
}
