using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Resources.States;
using OjAspire.Dashboard.Telemetry.Logs;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.StructuredLogs;

/// <summary>How a level is drawn: never by colour alone.</summary>
internal static class LevelLook
{
    private static readonly Icon Critical = new Icons.Filled.Size16.Fire().WithColor(Colors.Error);
    private static readonly Icon Error = new Icons.Filled.Size16.DismissCircle().WithColor(Colors.Error);
    private static readonly Icon Warning = new Icons.Filled.Size16.Warning().WithColor(Colors.Warning);
    private static readonly Icon Information = new Icons.Regular.Size16.Info().WithColor(Colors.Info);
    private static readonly Icon Fine = new Icons.Regular.Size16.Bug();
    private static readonly Icon Unspecified = new Icons.Regular.Size16.Circle();

    /// <summary>The levels that can be chosen as the least grave to show, after "all".</summary>
    public static IReadOnlyList<LogSeverity> Choices { get; } =
        [LogSeverity.Unspecified, LogSeverity.Trace, LogSeverity.Debug, LogSeverity.Information, LogSeverity.Warning, LogSeverity.Error, LogSeverity.Critical];

    public static Icon IconOf(LogSeverity level) => level switch
    {
        LogSeverity.Critical => Critical,
        LogSeverity.Error => Error,
        LogSeverity.Warning => Warning,
        LogSeverity.Information => Information,
        LogSeverity.Unspecified => Unspecified,
        _ => Fine,
    };
}
