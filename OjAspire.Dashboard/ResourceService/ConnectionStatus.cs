namespace OjAspire.Dashboard.ResourceService;

/// <summary>Whether what the dashboard shows is live.</summary>
public enum ConnectionStatus
{
    /// <summary>There is no app host in the settings: the dashboard runs standalone.</summary>
    NotConfigured,

    /// <summary>The app host has not answered yet.</summary>
    Connecting,

    /// <summary>The stream is open and the resources are current.</summary>
    Connected,

    /// <summary>The stream broke; the resources are the last known ones.</summary>
    Reconnecting,
}
