using System.Globalization;

namespace OjAspire.ClusterSim.Machines;

/// <summary>Debian's PostgreSQL with its data in a folder of its own, here or on another machine, started and stopped at will.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    /// <summary>The role that owns everything; nobody needs a password.</summary>
    public const string Role = "oj";

    private const string Ready = "database system is ready to accept connections";
    private const string Installed = "/usr/lib/postgresql";

    private readonly string _data;
    private readonly string _address;
    private readonly int _port;
    private readonly bool _isFlushing;
    private readonly NetworkNamespace? _machine;
    private ChildProcess? _server;

    /// <param name="data">Its folder, which is not there yet.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="isFlushing">Whether it waits for the disk, as it must where what survives is looked at.</param>
    /// <param name="machine">Where it runs; none means this machine.</param>
    public PostgresProcess(string data, string address, int port, bool isFlushing, NetworkNamespace? machine = null) =>
        (_data, _address, _port, _isFlushing, _machine) = (data, address, port, isFlushing, machine);

    /// <summary>Makes its folder and starts it.</summary>
    /// <param name="clients">Addresses of other machines that may connect, as <c>10.0.0.0/24</c>; none means no other machine.</param>
    /// <exception cref="NotSupportedException">It is not installed.</exception>
    /// <exception cref="InvalidOperationException">The folder cannot be made; the message says why.</exception>
    public async Task CreateAsync(string? clients = null)
    {
        string[] options = ["-D", _data, "-U", Role, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"];
        await using (var creation = Start("initdb", options))
        {
            if (await creation.WhenExitedAsync() != 0)
            {
                throw new InvalidOperationException($"initdb failed:\n{string.Join('\n', creation.Lines)}");
            }
        }

        if (clients is not null)
        {
            await File.AppendAllTextAsync(Path.Combine(_data, "pg_hba.conf"), $"host all all {clients} trust\n");
        }

        await StartAsync();
    }

    /// <summary>How a database of it is connected to.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={_address};Port={_port};Username={Role};Database={database}");

    /// <summary>The same for this machine's processes, whichever machine it runs on: by the socket in its folder.</summary>
    public string LocalConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={_data};Port={_port};Username={Role};Database={database}");

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _server = Start(
            "postgres", "-D", _data, "-c", $"port={_port}", "-c", $"listen_addresses={_address}", "-c", $"unix_socket_directories={_data}",
            "-c", "max_connections=200", "-c", $"fsync={(_isFlushing ? "on" : "off")}", "-c", "shared_buffers=64MB");
        await _server.WhenAsync(line => line.EndsWith(Ready, StringComparison.Ordinal));
    }

    /// <summary>Stops it as <c>pg_ctl stop -m immediate</c> does (SIGQUIT): connections break, and its next start recovers.</summary>
    public async Task StopAtOnceAsync()
    {
        _server!.Quit();
        await _server.WhenExitedAsync();
    }

    /// <summary>Halts all of its processes (SIGSTOP): connections stay open, and nothing answers on them.</summary>
    public void Pause() => _server!.PauseAll();

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => _server!.ResumeAll();

    public async ValueTask DisposeAsync()
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

    /// <summary>Starts one of its programs: as root under the account that Debian's package brings, because they refuse root.</summary>
    private ChildProcess Start(string program, params string[] arguments)
    {
        var path = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Order().Select(each => Path.Combine(each, "bin", program)).LastOrDefault(File.Exists)
            : null;
        string[] command = [path ?? throw new NotSupportedException("PostgreSQL is missing: apt-get install postgresql"), .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            command = ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command];
        }

        var (first, rest) = _machine?.Inside(command[0], command[1..]) ?? (command[0], command[1..]);
        return ChildProcess.Start(first, rest);
    }
}
