namespace OjAspire.Tests.Integration;

/// <summary>One running application for all tests that do it no harm.</summary>
public sealed class SharedApplication : IAsyncLifetime
{
    public const string Name = "shared application";
    public const int Replicas = 3;
    public const int Sandboxes = 2;
    public const int Slots = 2;

    internal RunningApplication Application { get; private set; } = null!;

    public async Task InitializeAsync() => Application = await RunningApplication.StartAsync(Replicas, Sandboxes, Slots);

    public Task DisposeAsync() => Application.DisposeAsync().AsTask();
}
