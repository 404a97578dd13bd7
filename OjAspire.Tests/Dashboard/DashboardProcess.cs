using System.Collections.Concurrent;
using System.Diagnostics;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// The dashboard as it is started in earnest: a process of its own, from the build's output, in a working directory that is not its own,
/// with nothing set but its settings. What it logs as an error fails the test that owns it.
/// </summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    /// <summary>What senders of telemetry must know.</summary>
    public const string OtlpKey = "fedcba9876543210fedcba9876543210";

    private const string Listening = "Now listening on: ";
    private const string ListeningForGrpc = "OTLP/gRPC listening on: ";
    private const string ListeningForHttp = "OTLP/HTTP listening on: ";

    // The framework's list does not bear that its reader has closed the page without a word.
    private const string ListOfAGoneReader = "Virtualization.VirtualizeJsInterop.DisposeAsync";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DashboardProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The dashboard ended:{Environment.NewLine}{Output}"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = default!;

    /// <summary>Where it receives telemetry by OTLP over gRPC.</summary>
    public Uri OtlpGrpcAddress { get; private set; } = default!;

    /// <summary>Where it receives telemetry by OTLP over HTTP.</summary>
    public Uri OtlpHttpAddress { get; private set; } = default!;

    /// <summary>The link that logs in.</summary>
    public Uri LoginLink => new(Address, $"/login?t={Token}");

    /// <summary>All that it has said so far.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    public static string Program { get; } = FindProgram();

    /// <param name="appHost">The app host to show, or null to run standalone.</param>
    /// <param name="settings">Environment variables beside, or in place of, those that an app host sets.</param>
    public static async Task<DashboardProcess> StartAsync(
        ScriptedAppHost? appHost, params IEnumerable<(string Name, string Value)> settings)
    {
        var process = new DashboardProcess(StartInfo(appHost, settings));
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        process.Address = await process._address.Task.WaitAsync(StartsWithin);
        return process;
    }

    /// <summary>Starts one that is expected to refuse its settings; what it says until it ends.</summary>
    public static async Task<string> FailToStartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        await using var process = new DashboardProcess(StartInfo(null, settings));
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        await process._process.WaitForExitAsync().WaitAsync(StartsWithin);
        var output = process.Output;
        process._output.Clear();
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
        Assert.Empty(Errors());
    }

    /// <summary>The errors that it has logged, each with all its lines.</summary>
    private List<string> Errors()
    {
        var records = new List<string>();
        foreach (var line in _output)
        {
            if (line.StartsWith(' ') && records.Count > 0)
            {
                records[^1] += Environment.NewLine + line;
            }
            else
            {
                records.Add(line);
            }
        }
        return records.FindAll(record => (record.StartsWith("fail:", StringComparison.Ordinal) || record.StartsWith("crit:", StringComparison.Ordinal))
            && !record.Contains(ListOfAGoneReader, StringComparison.Ordinal));
    }

    private static ProcessStartInfo StartInfo(ScriptedAppHost? appHost, IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Program])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:0";
        start.Environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://127.0.0.1:0";
        start.Environment["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        start.Environment["DASHBOARD__OTLP__PRIMARYAPIKEY"] = OtlpKey;
        start.Environment["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        start.Environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = Token;
        if (appHost is not null)
        {
            start.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = appHost.Address;
            start.Environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
            start.Environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = ScriptedAppHost.ApiKey;
        }
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    // Beside this test's own output: the same configuration, the dashboard's own project folder, where its static files are listed.
    private static string FindProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var repository = output.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "OjAspire.Dashboard", "bin", output.Parent.Name, output.Name, "OjAspire.Dashboard.dll");
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }
        _output.Enqueue(line);
        // Where it receives is said before it listens for visitors.
        if (AddressAfter(ListeningForGrpc, line) is { } grpc)
        {
            OtlpGrpcAddress = grpc;
        }
        if (AddressAfter(ListeningForHttp, line) is { } http)
        {
            OtlpHttpAddress = http;
        }
        if (AddressAfter(Listening, line) is { } address)
        {
            _address.TrySetResult(address);
        }
    }

    private static Uri? AddressAfter(string words, string line) =>
        line.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? new Uri(line[(at + words.Length)..].Trim()) : null;
}
