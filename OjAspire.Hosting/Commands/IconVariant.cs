namespace Aspire.Hosting.ApplicationModel;

/// <summary>The form of an icon.</summary>
public enum IconVariant
{
    /// <summary>Lines.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}
