namespace OjAspire.Dashboard.Resources.Filtering;

/// <summary>Parameters of the page's address that say what is left out.</summary>
internal static class ResourceFilterKeys
{
    public const string Text = "filter";
    public const string Type = "hideType";
    public const string State = "hideState";
    public const string Health = "hideHealth";
}
