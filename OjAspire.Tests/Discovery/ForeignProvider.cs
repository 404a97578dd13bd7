using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.ServiceDiscovery;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// A provider for the same name as others write it: without a change token unless told otherwise, and as slow as a test wants.
/// </summary>
internal sealed class ForeignProvider : IServiceEndpointProviderFactory, IServiceEndpointProvider
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>How often the library asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Ended when the library has asked for the first time.</summary>
    public Task Asked => _asked.Task;

    /// <summary>What the answer to the first question waits for.</summary>
    public Task MayAnswer { get; init; } = Task.CompletedTask;

    /// <summary>What it answers.</summary>
    public Action<IServiceEndpointBuilder> Populate { get; init; } = _ => { };

    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = this;
        return true;
    }

    public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _asked.TrySetResult();
        Populate(endpoints);
        await MayAnswer;
    }

    public ValueTask DisposeAsync() => default;
}
