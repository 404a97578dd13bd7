namespace OjApi.Scheduling.Ordering;

/// <summary>Names of tenants: on whose behalf a submission is judged. Upper and lower case are alike.</summary>
internal static class TenantName
{
    /// <summary>The tenant of all who name none.</summary>
    public const string Default = "default";

    /// <summary>What a name may look like, in words.</summary>
    public const string Syntax = "1 to 64 letters, digits, '.', '_' or '-'";

    private const int MaxLength = 64;

    /// <summary>Whether this is a name. Letters are those of ASCII, so that a name fits a header and a configuration key.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
