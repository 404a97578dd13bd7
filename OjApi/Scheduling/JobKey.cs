namespace OjApi.Scheduling;

/// <summary>Which delivery of which submission.</summary>
/// <param name="Token">The submission.</param>
/// <param name="Attempt">Number of the delivery, from 1.</param>
internal readonly record struct JobKey(Guid Token, int Attempt);
