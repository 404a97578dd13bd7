namespace OjAspire.Tests.Integration;

/// <summary>Starts the shared application once.</summary>
[CollectionDefinition(SharedApplication.Name)]
public sealed class SharedApplicationCollection : ICollectionFixture<SharedApplication>;
