namespace OjAspire.Tests.Storage;

/// <summary>The tests that share one server; each has a database of its own on it.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
