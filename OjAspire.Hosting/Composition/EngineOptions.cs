namespace OjAspire.Hosting.Composition;

/// <summary>How the engine runs processes; section <c>Engine</c> of the application host's configuration.</summary>
internal sealed class EngineOptions
{
    public const string Section = "Engine";

    /// <summary>
    /// How long a process has, from the request to end until it is killed. Seconds; 10 by default; from 0 to 600.
    /// </summary>
    public double StopGraceSeconds { get; set; } = 10;

    /// <summary>How often a healthy replica is asked for its health. Seconds; 5 by default; from 0.05 to 300.</summary>
    public double HealthIntervalSeconds { get; set; } = 5;

    public TimeSpan StopGrace => TimeSpan.FromSeconds(StopGraceSeconds);

    public TimeSpan HealthInterval => TimeSpan.FromSeconds(HealthIntervalSeconds);

    /// <summary>Stopping goes in steps, those who wait for others first; even so every process is killed after this time.</summary>
    public TimeSpan ShutdownTimeout => (StopGrace * 4) + TimeSpan.FromSeconds(10);
}
