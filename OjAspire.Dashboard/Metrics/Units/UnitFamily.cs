namespace OjAspire.Dashboard.Metrics.Units;

/// <summary>Units that are written larger or smaller as the value asks for it.</summary>
internal enum UnitFamily
{
    /// <summary>Written as it is.</summary>
    Plain,

    /// <summary>Measured in seconds.</summary>
    Time,

    /// <summary>Measured in bytes.</summary>
    Bytes,
}
