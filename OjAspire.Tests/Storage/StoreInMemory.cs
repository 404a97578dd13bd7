using System.Data.Common;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Storage;

/// <summary>What other tests take for a store, held against the tests of the real ones.</summary>
public sealed class StoreInMemory : TestStore
{
    private readonly FakeSubmissionStore _store = new(TimeProvider.System);

    public override string ConnectionString => throw new NotSupportedException("It is reached by no connection.");

    public override Task CreateAsync() => Task.CompletedTask;

    public override Task<DbConnection> OpenAsync() => throw new NotSupportedException("It is reached by no connection.");

    public override Task RemoveAsync() => Task.CompletedTask;

    internal override Task<StoreHost> StartReplicaAsync() => Task.FromResult(StoreHost.Of(_store));
}
