namespace OjAspire.Dashboard.Otlp;

/// <summary>Who may send telemetry.</summary>
internal enum OtlpAuthMode
{
    /// <summary>Whoever has one of the keys.</summary>
    ApiKey,

    /// <summary>Anybody who can reach the address.</summary>
    Unsecured,
}
