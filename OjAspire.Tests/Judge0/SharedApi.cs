namespace OjAspire.Tests.Judge0;

/// <summary>One interface for the tests of a class that leave nothing behind that others see.</summary>
public sealed class SharedApi : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ApiHost.StartAsync(("Judge0:MaxRequestBodySize", "100000"), ("Judge0:MaxExtractSize", "100"));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
