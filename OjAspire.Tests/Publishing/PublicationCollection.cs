namespace OjAspire.Tests.Publishing;

/// <summary>Publishes once.</summary>
[CollectionDefinition(Publication.Name)]
public sealed class PublicationCollection : ICollectionFixture<Publication>;
