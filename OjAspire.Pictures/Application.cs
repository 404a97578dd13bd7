using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OjAspire.Pictures;

/// <summary>The whole application, started as anybody starts it, on free ports and with an empty store.</summary>
internal sealed partial class Application : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly TaskCompletionSource<(Uri Api, Uri LoginLink)> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? _api;

    private Application(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data ?? "");
        _process.Exited += (_, _) =>
            _ready.TrySetException(new InvalidOperationException("The application ended before it was ready; ./run.sh tells why."));
    }

    public Uri Api { get; private set; } = default!;

    public Uri LoginLink { get; private set; } = default!;

    public static async Task<Application> StartAsync(TimeProvider time)
    {
        var application = new Application(new ProcessStartInfo("dotnet", [
            Folders.AppHost, "--DcpPublisher:RandomizePorts=true", string.Create(
                CultureInfo.InvariantCulture, $"--Oj:DashboardPort={FreePort()}"),
            "--Oj:ApiReplicas=3", "--Oj:SandboxReplicas=3", "--Oj:Slots=2"]) { RedirectStandardOutput = true });
        application._process.Start();
        application._process.BeginOutputReadLine();
        (application.Api, application.LoginLink) = await application._ready.Task.WaitAsync(Patience, time);
        return application;
    }

    public async ValueTask DisposeAsync()
    {
        // As Ctrl-C does: it stops its processes and removes its files.
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The banner names the API first and the dashboard once everything is healthy.
    private void Read(string line)
    {
        if (ApiLine().Match(line) is { Success: true } api)
        {
            _api = new Uri(api.Groups[1].Value);
        }
        else if (_api is not null && DashboardLine().Match(line) is { Success: true } dashboard)
        {
            _ready.TrySetResult((_api, new Uri(dashboard.Groups[1].Value)));
        }
    }

    [GeneratedRegex(@"^\s+API\s+(http\S+)")]
    private static partial Regex ApiLine();

    [GeneratedRegex(@"^\s+Dashboard\s+(http\S+)")]
    private static partial Regex DashboardLine();
}
