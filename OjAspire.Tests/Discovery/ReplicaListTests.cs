using Microsoft.Extensions.Logging;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

/// <summary>Real files in a real directory.</summary>
public sealed class ReplicaListTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-replicas-");
    private readonly SchedulerEndpoints _endpoints = new();
    private readonly LogCapture _log = new();
    private readonly LoggerFactory _loggers;
    private readonly ReplicaListSource _source;

    public ReplicaListTests()
    {
        _loggers = new LoggerFactory([_log]);
        var settings = new DiscoverySettings { Addresses = [], ReplicaList = ListPath };
        _source = new ReplicaListSource(settings, _endpoints, TimeProvider.System, _loggers.CreateLogger<ReplicaListSource>());
    }

    // Its directory is not there at first, as when the sandbox starts before whoever writes the list.
    private string ListPath => Path.Combine(_directory.FullName, "deep", "replicas.json");

    public Task InitializeAsync() => _source.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _source.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _source.Dispose();
        _loggers.Dispose();
        _endpoints.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task No_file_yet_is_no_endpoint_yet_and_the_first_list_is_found()
    {
        Assert.Empty(_endpoints.Current.Endpoints);

        Replace("""["http://localhost:41234","http://127.0.0.1:41235/"]""");

        await _endpoints.WhenAsync("127.0.0.1:41235", "localhost:41234");
    }

    [Fact]
    public async Task List_that_is_replaced_is_followed_and_an_empty_one_means_none()
    {
        Replace("""["http://127.0.0.1:1"]""");
        await _endpoints.WhenAsync("127.0.0.1:1");

        Replace("""["http://127.0.0.1:1","http://127.0.0.1:2"]""");
        await _endpoints.WhenAsync("127.0.0.1:1", "127.0.0.1:2");
        Replace("[]");
        await _endpoints.WhenAsync();
    }

    [Theory]
    [InlineData("""["http://127.0.0.1:2",""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""["ftp://127.0.0.1:2"]""")]
    [InlineData("""["127.0.0.1:2"]""")]
    [InlineData("""{"url":"http://127.0.0.1:2"}""")]
    public async Task List_that_cannot_be_read_leaves_the_last_one_standing_and_is_warned_of(string content)
    {
        Replace("""["http://127.0.0.1:1"]""");
        await _endpoints.WhenAsync("127.0.0.1:1");

        File.WriteAllText(ListPath, content);
        await _log.WhenAsync("ReplicaListUnreadable");
        Assert.Equal("127.0.0.1:1", Assert.Single(_endpoints.Current.Endpoints).Key);
        Replace("""["http://127.0.0.1:3"]""");

        await _endpoints.WhenAsync("127.0.0.1:3");
    }

    [Fact]
    public async Task Equal_list_written_anew_is_news()
    {
        Replace("""["http://127.0.0.1:1"]""");
        await _endpoints.WhenAsync("127.0.0.1:1");
        var superseded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _endpoints.Current.Superseded.RegisterChangeCallback(_ => superseded.TrySetResult(), null);

        Replace("""["http://127.0.0.1:1"]""");

        await superseded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private void Replace(string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ListPath)!);
        File.WriteAllText(ListPath + ".new", json);
        File.Move(ListPath + ".new", ListPath, overwrite: true);
    }
}
