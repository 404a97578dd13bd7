using Microsoft.AspNetCore.Components;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Shows nothing; tells a page that follows traces of new log records too.</summary>
public sealed class FollowLogs : TelemetryComponent
{
    [Parameter, EditorRequired]
    public EventCallback OnLogs { get; set; }

    private protected override ChangeSignal Followed => Telemetry.Logs.Changed;

    protected override Task OnTelemetryAsync() => OnLogs.InvokeAsync();
}
