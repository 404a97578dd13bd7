namespace Aspire.Hosting.ApplicationModel;

/// <summary>How states look.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>As it should be.</summary>
    public static readonly string Success = "success";

    /// <summary>On its way.</summary>
    public static readonly string Info = "info";

    /// <summary>Wrong.</summary>
    public static readonly string Error = "error";
}
