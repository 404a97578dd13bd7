using System.Text.RegularExpressions;

namespace OjAspire.Hosting.ApplicationModel;

/// <summary>Aspire's rule for names: they become DNS labels and parts of environment variables.</summary>
internal static partial class ResourceName
{
    private const int MaximumLength = 64;

    public static void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaximumLength || !Pattern().IsMatch(name))
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid. It must start with an ASCII letter, contain only ASCII letters, digits and single hyphens, not end with a hyphen, and be between 1 and {MaximumLength} characters long.",
                nameof(name));
        }
    }

    /// <summary>The name as part of an environment variable's name: every other character becomes an underscore.</summary>
    public static string ToEnvironmentVariable(string name) => NotInVariables().Replace(name, "_");

    [GeneratedRegex("^[A-Za-z](-?[A-Za-z0-9])*$")]
    private static partial Regex Pattern();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInVariables();
}
