namespace Aspire.Hosting.Testing;

/// <summary>An application as its own program composed it, to be changed and then run by a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>Ends composing. The test starts, stops and disposes of the application.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
