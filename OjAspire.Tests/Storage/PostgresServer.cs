using System.Diagnostics.CodeAnalysis;
using Npgsql;
using OjAspire.Tests.Session;

namespace OjAspire.Tests.Storage;

/// <summary>Debian's PostgreSQL on a free port of this machine, with its data in a temporary directory.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xUnit ends it by IAsyncLifetime.")]
public class PostgresServer : IAsyncLifetime
{
    private readonly PostgresProcess _process;

    public PostgresServer()
        : this(isFlushing: false)
    {
    }

    /// <param name="isFlushing">Whether it waits for the disk, as it must where the test is about what survives.</param>
    protected PostgresServer(bool isFlushing) => _process = new PostgresProcess(
        Path.Combine(Path.GetTempPath(), "oj-postgres-" + Guid.NewGuid().ToString("N")), "127.0.0.1", ScriptedScheduler.FreePort(), isFlushing);

    public Task InitializeAsync() => _process.CreateAsync();

    /// <summary>How a database of it is connected to.</summary>
    public string ConnectionString(string database) => _process.ConnectionString(database);

    /// <summary>Executes a statement outside the databases of the tests.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public Task StartAsync() => _process.StartAsync();

    /// <summary>Stops it as <c>pg_ctl stop -m immediate</c> does (SIGQUIT): every connection breaks, and it has to recover when it starts again.</summary>
    public Task StopAtOnceAsync() => _process.StopAtOnceAsync();

    /// <summary>Halts all of its processes (SIGSTOP): connections stay open, and nothing answers on them.</summary>
    public void Pause() => _process.Pause();

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => _process.Resume();

    public async Task DisposeAsync() => await _process.DisposeAsync();
}
