using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OjAspire.Tests.Processes;
using OjAspire.Tests.Session;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// The whole application as anybody starts it: the app host in a process of its own, with its dashboard, on free ports and with an empty
/// store. All that is known of it is what its banner says.
/// </summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly List<string> _replicas = [];
    private readonly TaskCompletionSource<Uri> _loginLink = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? _api;

    private AppHostProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _loginLink.TrySetException(new InvalidOperationException($"The application ended:{Environment.NewLine}{Output}"));
    }

    /// <summary>The balanced address of the API.</summary>
    public Uri Api => _api!;

    /// <summary>The ids of the API's replicas.</summary>
    public IReadOnlyList<string> ApiReplicas => _replicas;

    /// <summary>The link that logs in to the dashboard.</summary>
    public Uri LoginLink { get; private set; } = default!;

    private string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Starts it and waits for its banner, which comes when everything is healthy.</summary>
    public static async Task<AppHostProcess> StartAsync(int replicas, int sandboxes, int slots)
    {
        var host = new AppHostProcess(new ProcessStartInfo(ProcessCluster.Dotnet,
        [
            ProcessCluster.Built("OjAspire.AppHost"), "--DcpPublisher:RandomizePorts=true",
            Setting("DashboardPort", ScriptedScheduler.FreePort()), Setting("ApiReplicas", replicas), Setting("SandboxReplicas", sandboxes), Setting("Slots", slots),
        ])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        try
        {
            host.LoginLink = await host._loginLink.Task.WaitAsync(StartsWithin, TimeProvider.System);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // As Ctrl-C does: it stops its processes and removes its files.
        using (var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }
        try
        {
            await _process.WaitForExitAsync().WaitAsync(EndsWithin, TimeProvider.System);
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
            _process.Dispose();
        }
    }

    private static string Setting(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"--Oj:{name}={value}");

    // The banner names the API and its replicas first and the dashboard last.
    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }
        _output.Enqueue(line);
        if (ApiLine().Match(line) is { Success: true } api)
        {
            _api = new Uri(api.Groups[1].Value);
        }
        else if (ReplicaLine().Match(line) is { Success: true } replica)
        {
            _replicas.Add(replica.Groups[1].Value);
        }
        else if (_api is not null && DashboardLine().Match(line) is { Success: true } dashboard)
        {
            _loginLink.TrySetResult(new Uri(dashboard.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^ +API +(http\S+)$")]
    private static partial Regex ApiLine();

    [GeneratedRegex(@"^ +replica +http\S+ +\((.+)\)$")]
    private static partial Regex ReplicaLine();

    [GeneratedRegex(@"^ +Dashboard +(http\S+)$")]
    private static partial Regex DashboardLine();
}
