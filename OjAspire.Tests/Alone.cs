namespace OjAspire.Tests;

/// <summary>Tests that run with no other beside them: what they measure belongs to the whole process or to the whole machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
