using Microsoft.Extensions.Options;
using OjAspire.Tests.Containers;
using OjAspire.Tests.Processes;
using OjSandbox.Health;

namespace OjAspire.Tests.Health;

/// <summary>The files by which a pod's probes see how a sandbox is, with a real sandbox.</summary>
public sealed class HealthFilesTests : IAsyncLifetime
{
    private const string Address = "127.0.0.61";

    // Longer than two touches and a little.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    private string Folder => Path.Combine(_cluster.DirectoryPath, "health");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Ready_comes_with_the_first_server_and_goes_with_the_last_and_alive_stays_until_the_end()
    {
        await _cluster.StartReplicaAsync(Address);
        Write("ready");
        var sandbox = StartSandbox();
        await WhenAsync(() => !IsThere("ready"));
        await WhenAsync(() => IsFresh("ready") && IsFresh("alive"));
        Assert.Contains(sandbox.Lines, line => line.Contains("Connected to scheduler at", StringComparison.Ordinal));

        await _cluster.KillReplicaAsync(Address);
        await WhenAsync(() => !IsThere("ready"));
        Assert.True(IsThere("alive"));

        await _cluster.StartReplicaAsync(Address);
        await WhenAsync(() => IsFresh("ready"));
        Assert.Equal(0, await sandbox.TerminateAsync());
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task The_files_of_a_process_that_hangs_grow_old()
    {
        var sandbox = StartSandbox();
        await WhenAsync(() => IsFresh("alive"));

        sandbox.Pause();

        await WhenAsync(() => Age("alive") > Stale);
        sandbox.Resume();
        await WhenAsync(() => IsFresh("alive"));
        Assert.False(IsThere("ready"));
    }

    [Theory]
    [InlineData("startupProbe", "alive", 30)]
    [InlineData("livenessProbe", "alive", 30)]
    [InlineData("readinessProbe", "ready", 10)]
    public async Task A_probe_of_the_pod_takes_an_old_file_for_none(string probe, string file, int seconds)
    {
        var command = PodContainer.Read("oj-sandbox").ProbeCommand(probe)
            .Select(word => word.Replace(PodContainer.Configuration["HEALTH_DIRECTORY"], Folder, StringComparison.Ordinal)).ToArray();

        Assert.NotEqual(0, await RunAsync(command));
        Write(file);
        Assert.Equal(0, await RunAsync(command));
        File.SetLastWriteTimeUtc(Path.Combine(Folder, file), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-seconds - 1));
        Assert.NotEqual(0, await RunAsync(command));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("/run/oj-sandbox", true)]
    [InlineData("run", false)]
    public void The_directory_has_to_be_absolute(string? directory, bool right)
    {
        var result = new HealthOptionsValidator().Validate(Options.DefaultName, new HealthOptions { Directory = directory });

        Assert.Equal(right, result.Succeeded);
        Assert.True(right || result.FailureMessage!.Contains("HEALTH_DIRECTORY", StringComparison.Ordinal));
    }

    private static async Task<int> RunAsync(string[] command)
    {
        await using var probe = ChildProcess.Start(command[0], command[1..]);
        return await probe.WhenExitedAsync();
    }

    private ChildProcess StartSandbox() =>
        _cluster.StartSandbox(1, [Address], new Dictionary<string, string> { ["HEALTH_DIRECTORY"] = Folder });

    private void Write(string file)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, file), "");
    }

    private bool IsThere(string file) => File.Exists(Path.Combine(Folder, file));

    private bool IsFresh(string file) => IsThere(file) && Age(file) < TimeSpan.FromSeconds(2);

    private TimeSpan Age(string file) => TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(Path.Combine(Folder, file));

    private static async Task WhenAsync(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
