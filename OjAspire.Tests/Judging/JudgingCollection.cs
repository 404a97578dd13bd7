namespace OjAspire.Tests.Judging;

/// <summary>The tests that share one sandbox.</summary>
[CollectionDefinition(Name)]
public sealed class JudgingCollection : ICollectionFixture<JudgingFixture>
{
    public const string Name = "Judging";
}
