namespace OjAspire.Dashboard.Resources.States;

/// <summary>The theme's colours for what is well and what is not.</summary>
internal static class Colors
{
    public const string Success = "var(--success-ink)";
    public const string Info = "var(--info-ink)";
    public const string Warning = "var(--warning-ink)";
    public const string Error = "var(--error-ink)";
    public const string Neutral = "var(--colorNeutralForeground3)";
}
