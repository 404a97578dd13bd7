using System.ComponentModel.DataAnnotations;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Bounds of the console logs page; the names are those of Aspire's dashboard.</summary>
internal sealed class ConsoleLogOptions
{
    /// <summary>Section these are bound from.</summary>
    public const string Section = "Dashboard:Frontend";

    /// <summary>Lines that a page keeps; older ones are dropped. Default 10,000, from 100 to 1,000,000.</summary>
    [Range(100, 1_000_000, ErrorMessage = $"{Section}:{{0}} must be from {{1}} to {{2}} lines.")]
    public int MaxConsoleLogCount { get; set; } = 10_000;
}
