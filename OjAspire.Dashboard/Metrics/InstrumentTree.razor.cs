using Microsoft.AspNetCore.Components;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>Meters with their instruments, to choose one.</summary>
public sealed partial class InstrumentTree
{
    private IReadOnlyList<InstrumentInfo>? _built;
    private IReadOnlyList<TreeViewItem> _items = [];
    private string _search = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<InstrumentInfo> Instruments { get; set; } = [];

    /// <summary>The chosen instrument's meter.</summary>
    [Parameter]
    public string? Meter { get; set; }

    /// <summary>The chosen instrument.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public EventCallback<InstrumentInfo> OnChoose { get; set; }

    private string? SelectedId => Meter is null || Name is null ? null : IdOf(Meter, Name);

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_built, Instruments))
        {
            _built = Instruments;
            Build();
        }
    }

    // An element's id holds no blanks.
    private static string IdOf(string meter, string? name = null) =>
        $"instrument-{Uri.EscapeDataString(meter)}/{Uri.EscapeDataString(name ?? "")}";

    private void Build() => _items =
    [
        .. Instruments
            .Where(info => info.Key.Name.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase) || info.Key.Meter.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase))
            .GroupBy(info => info.Key.Meter, StringComparer.Ordinal)
            .Select(meter => new TreeViewItem
            {
                Id = IdOf(meter.Key),
                Text = meter.Key,
                // One that the reader has closed stays closed, unless a search looks into it.
                Expanded = _search.Length > 0 || (_items.FirstOrDefault(item => item.Id == IdOf(meter.Key))?.Expanded ?? true),
                Items = [.. meter.Select(info => new TreeViewItem { Id = IdOf(meter.Key, info.Key.Name), Text = info.Key.Name })],
            }),
    ];

    private Task ChooseAsync(string? id) => Instruments.FirstOrDefault(info => IdOf(info.Key.Meter, info.Key.Name) == id) is { } chosen
        ? OnChoose.InvokeAsync(chosen)
        : Task.CompletedTask;
}
