using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Resources;

/// <summary>Who sends telemetry, live: what there is to see where no app host tells of resources.</summary>
public sealed partial class SendersTable
{
    private IQueryable<TelemetrySender> _senders = Enumerable.Empty<TelemetrySender>().AsQueryable();

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private BrowserTime Time { get; set; } = default!;

    private protected override ChangeSignal Followed => Telemetry.Resources.Changed;

    protected override Task OnTelemetryAsync()
    {
        _senders = Telemetry.Resources.Snapshot().AsQueryable();
        return Task.CompletedTask;
    }

    private static Timestamp At(TelemetrySender sender) => Timestamp.FromDateTimeOffset(sender.FirstSeen);
}
