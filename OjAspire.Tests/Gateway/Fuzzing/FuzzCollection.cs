namespace OjAspire.Tests.Gateway.Fuzzing;

/// <summary>Runs alone: what it measures belongs to the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection
{
    public const string Name = "Fuzzing";
}
