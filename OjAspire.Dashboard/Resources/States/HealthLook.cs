using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Resources.States;

/// <summary>How a health status is drawn: never by colour alone.</summary>
/// <param name="Icon">Null when nothing checks the health.</param>
/// <param name="Severity">0 for a status that needs no attention, more for one that does.</param>
internal sealed record HealthLook(Icon? Icon, int Severity)
{
    private static readonly HealthLook None = new(null, 0);
    private static readonly HealthLook Healthy = new(new Icons.Filled.Size16.Heart().WithColor(Colors.Success), 0);
    private static readonly HealthLook Degraded = new(new Icons.Filled.Size16.HeartBroken().WithColor(Colors.Warning), 1);
    private static readonly HealthLook Unhealthy = new(new Icons.Filled.Size16.HeartBroken().WithColor(Colors.Error), 2);

    public static HealthLook Of(string status) => status switch
    {
        "Healthy" => Healthy,
        "Degraded" => Degraded,
        "Unhealthy" => Unhealthy,
        _ => None,
    };
}
