namespace OjSandbox.Judging;

/// <summary>
/// Whether this sandbox can judge: found out at start by really isolating something, and again whenever there is doubt. Thread-safe.
/// </summary>
internal interface IReadiness
{
    /// <summary>How it stands now.</summary>
    Fitness Current { get; }

    /// <summary>Raised after <see cref="Current"/> has changed, outside of every lock; who hears it reads what is so by then.</summary>
    event Action? Changed;
}
