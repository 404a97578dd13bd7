using System.Globalization;
using Npgsql;

namespace OjApi.Storage.Postgres;

/// <summary>The server that a connection string names, and how it is connected to where the string says nothing else.</summary>
internal sealed class PostgresServer
{
    private const int DefaultPort = 5432;

    /// <summary>Seconds until an attempt to connect has failed. A server that hangs must not hold up who waits for an answer.</summary>
    private const int ConnectTimeout = 3;

    /// <summary>Seconds until a statement has failed, a commit included.</summary>
    private const int CommandTimeout = 5;

    /// <summary>Milliseconds to wait for the word that a statement was cancelled, before the connection is given up.</summary>
    private const int CancellationTimeout = 500;

    /// <summary>Connections of one replica: servers allow 100 unless configured, and in a rolling update there are more replicas than usual.</summary>
    private const int MaxPoolSize = 20;

    /// <summary>
    /// Has the server end a transaction in which a replica says nothing for so long, because it is paused or unreachable: it holds
    /// locks that the others need. Less than <see cref="CommandTimeout"/>, so that who waits for them gets them.
    /// </summary>
    private const string Settings = "-c idle_in_transaction_session_timeout=3s";

    public PostgresServer(string connectionString)
    {
        var given = Parse(connectionString);
        SetDefault(given, "Timeout", () => given.Timeout = ConnectTimeout);
        SetDefault(given, "Command Timeout", () => given.CommandTimeout = CommandTimeout);
        SetDefault(given, "Cancellation Timeout", () => given.CancellationTimeout = CancellationTimeout);
        SetDefault(given, "Maximum Pool Size", () => given.MaxPoolSize = MaxPoolSize);
        SetDefault(given, "Application Name", () => given.ApplicationName = "oj-api-server");
        SetDefault(given, "Options", () => given.Options = Settings);
        ConnectionString = given.ConnectionString;
        Name = string.Create(CultureInfo.InvariantCulture, $"{given.Host}:{given.Port}/{given.Database ?? given.Username}");
    }

    /// <summary>Host, port and database, for messages.</summary>
    public string Name { get; }

    /// <summary>The connection string to connect with.</summary>
    public string ConnectionString { get; }

    /// <summary>Why a connection string cannot serve, to go after its name; <see langword="null"/> when it can.</summary>
    public static string? FindFault(string connectionString)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = Parse(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            return "is not a connection string of PostgreSQL";
        }
        if (string.IsNullOrWhiteSpace(given.Host))
        {
            return "names no server";
        }
        return given.Multiplexing ? "asks for multiplexing, which transactions do not go with" : null;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString) =>
        ConnectionStringKind.IsUrl(connectionString) ? FromUrl(connectionString) : new NpgsqlConnectionStringBuilder(connectionString);

    /// <summary><c>postgresql://user:password@host:port/database?sslmode=require</c>, as libpq knows it (one host).</summary>
    private static NpgsqlConnectionStringBuilder FromUrl(string connectionString)
    {
        if (!Uri.TryCreate(connectionString, UriKind.Absolute, out var url))
        {
            throw new ArgumentException("not a URL", nameof(connectionString));
        }
        var settings = new NpgsqlConnectionStringBuilder { Host = url.IdnHost, Port = url.Port > 0 ? url.Port : DefaultPort };
        var user = url.UserInfo.Split(':', 2);
        if (user[0] != "")
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }
        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }
        if (url.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        }
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            settings[KeywordOf(pair[0])] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }
        return settings;
    }

    private static string KeywordOf(string parameter) => parameter switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "options" => "Options",
        _ => throw new ArgumentException($"unknown parameter {parameter}", nameof(parameter)),
    };

    private static void SetDefault(NpgsqlConnectionStringBuilder settings, string keyword, Action set)
    {
        if (!settings.ShouldSerialize(keyword))
        {
            set();
        }
    }
}
