using System.Data.Common;

namespace OjAspire.Tests.Storage;

/// <summary>A store of a test's own, of either kind, which the test removes in the end.</summary>
public abstract class TestStore
{
    /// <summary>How replicas reach it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Makes what the replicas do not make themselves.</summary>
    public abstract Task CreateAsync();

    /// <summary>Opens it beside the replicas that use it. Both kinds know <c>"names"</c> in double quotes.</summary>
    public abstract Task<DbConnection> OpenAsync();

    public abstract Task RemoveAsync();

    /// <summary>The store as one more replica has it.</summary>
    internal virtual Task<StoreHost> StartReplicaAsync() => StoreHost.StartAsync(ConnectionString);

    /// <summary>Reads one value beside the replicas.</summary>
    public async Task<object?> ReadAsync(string query)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return await command.ExecuteScalarAsync();
    }
}
