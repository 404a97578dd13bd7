using System.Data.Common;

namespace OjAspire.Chaos.Stores;

/// <summary>What the replicas share, and what can be done to it.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>How replicas reach it.</summary>
    string ConnectionString { get; }

    /// <summary>Makes it.</summary>
    Task CreateAsync();

    /// <summary>Takes it away from everybody.</summary>
    Task StopAsync();

    /// <summary>Gives it back.</summary>
    Task StartAsync();

    /// <summary>Lets it stand still.</summary>
    void Pause();

    /// <summary>Lets it go on.</summary>
    void Resume();

    /// <summary>Opens it beside the replicas that use it. Either kind knows <c>"names"</c> in double quotes.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);
}
