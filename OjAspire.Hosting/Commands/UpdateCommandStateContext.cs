namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is asked with whether it can be run.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The replica as it is now.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>Services of the application host.</summary>
    public required IServiceProvider Services { get; init; }
}
