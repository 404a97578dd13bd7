using System.Globalization;
using Npgsql;
using OjAspire.Tests.Session;

namespace OjAspire.Tests.Storage;

/// <summary>Debian's PostgreSQL on a free port of this machine, with its data in a temporary directory.</summary>
public class PostgresServer : IAsyncLifetime
{
    private const string Ready = "database system is ready to accept connections";

    private readonly string _data = Path.Combine(Path.GetTempPath(), "oj-postgres-" + Guid.NewGuid().ToString("N"));
    private readonly int _port = ScriptedScheduler.FreePort();
    private readonly bool _isFlushing;
    private ChildProcess? _server;

    public PostgresServer()
        : this(isFlushing: false)
    {
    }

    /// <param name="isFlushing">Whether it waits for the disk, as it must where the test is about what survives.</param>
    protected PostgresServer(bool isFlushing) => _isFlushing = isFlushing;

    public async Task InitializeAsync()
    {
        await using var creation = Start("initdb", "-D", _data, "-U", "oj", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync");
        Assert.True(await creation.WhenExitedAsync() == 0, string.Join('\n', creation.Lines));
        await StartAsync();
    }

    /// <summary>How a database of it is connected to.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=oj;Database={database}");

    /// <summary>Executes a statement outside the databases of the tests.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _server = Start(
            "postgres", "-D", _data, "-c", $"port={_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "max_connections=200", "-c", $"fsync={(_isFlushing ? "on" : "off")}", "-c", "shared_buffers=64MB");
        await _server.WhenAsync(line => line.EndsWith(Ready, StringComparison.Ordinal));
    }

    /// <summary>Stops it as <c>pg_ctl stop -m immediate</c> does (SIGQUIT): every connection breaks, and it has to recover when it starts again.</summary>
    public async Task StopAtOnceAsync()
    {
        _server!.Quit();
        await _server.WhenExitedAsync();
    }

    /// <summary>Halts all of its processes (SIGSTOP): connections stay open, and nothing answers on them.</summary>
    public void Pause() => _server!.PauseAll();

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => _server!.ResumeAll();

    public async Task DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.ResumeAll();
            await StopAtOnceAsync();
        }

        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    /// <summary>Starts one of its programs: as root under the account that Debian's package brings, because they refuse to run as root.</summary>
    private static ChildProcess Start(string program, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", program)).Last(File.Exists);
        return Environment.IsPrivilegedProcess
            ? ChildProcess.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : ChildProcess.Start(path, arguments);
    }
}
