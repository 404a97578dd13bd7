namespace OjAspire.Dashboard.Resources;

/// <summary>How a command ended.</summary>
internal enum CommandOutcomeKind
{
    Succeeded,
    Canceled,
    Failed,
}
