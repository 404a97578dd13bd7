using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Resources.States;

/// <summary>How a state is drawn: never by colour alone.</summary>
/// <param name="Severity">0 for a state that needs no attention, more for one that does.</param>
internal sealed record StateLook(Icon Icon, string Color, int Severity)
{
    private static readonly StateLook Success = new(new Icons.Filled.Size16.CheckmarkCircle().WithColor(Colors.Success), Colors.Success, 0);
    private static readonly StateLook Neutral = new(new Icons.Regular.Size16.CircleHint().WithColor(Colors.Neutral), Colors.Neutral, 1);
    private static readonly StateLook Stopped = new(new Icons.Filled.Size16.RecordStop().WithColor(Colors.Neutral), Colors.Neutral, 2);
    private static readonly StateLook Info = new(new Icons.Regular.Size16.ArrowSync().WithColor(Colors.Info), Colors.Info, 3);
    private static readonly StateLook Warning = new(new Icons.Filled.Size16.Warning().WithColor(Colors.Warning), Colors.Warning, 4);
    private static readonly StateLook Error = new(new Icons.Filled.Size16.ErrorCircle().WithColor(Colors.Error), Colors.Error, 5);

    /// <summary>By the style that the app host gives, else by the name of the state.</summary>
    public static StateLook Of(Resource resource) => (resource.StateStyle, resource.State) switch
    {
        ("error", _) => Error,
        ("warning", _) => Warning,
        (_, "Exited" or "Finished") => resource is { HasExitCode: true, ExitCode: not 0 } ? Error : Stopped,
        ("success", _) => Success,
        ("info", _) => Info,
        (_, "Running" or "Active") => Success,
        (_, "Starting" or "Stopping" or "Waiting") => Info,
        (_, "FailedToStart") => Error,
        (_, "RuntimeUnhealthy") => Warning,
        _ => Neutral,
    };
}
