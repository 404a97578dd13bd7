using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is run with.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Services of the application host.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Id of the replica, or the name of a resource that has none.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cancelled when whoever asked for the command no longer waits.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes into the console log of the resource.</summary>
    public required ILogger Logger { get; init; }
}
