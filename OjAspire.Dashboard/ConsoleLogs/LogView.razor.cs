using Microsoft.AspNetCore.Components;
using OjAspire.Dashboard.Lists;
using OjAspire.Dashboard.Localization;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Draws the lines of a log, with whose they are where several are merged, and marks what is looked for.</summary>
public sealed partial class LogView
{
    // Pixels; the style sheet gives every line this height.
    private const float LineHeight = 20;

    private FollowingList<LogLine>? _list;
    private ICollection<LogLine> _items = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    /// <summary>Whether each line says whose it is.</summary>
    [Parameter]
    public bool ShowSource { get; set; }

    /// <summary>Whether each line says when it was written.</summary>
    [Parameter]
    public bool ShowTime { get; set; }

    /// <summary>What to mark; empty for nothing.</summary>
    [Parameter]
    public string Search { get; set; } = "";

    /// <summary>The line that the reader has stepped to.</summary>
    [Parameter]
    public LogLine? Current { get; set; }

    [Parameter]
    public bool Following { get; set; }

    [Parameter]
    public EventCallback<bool> FollowingChanged { get; set; }

    /// <summary>What a screen reader calls it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What stands there when there are no lines.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    [Inject]
    private BrowserTime Time { get; set; } = default!;

    /// <summary>Scrolls to a line.</summary>
    internal Task ShowAsync(int index) => _list?.ShowAsync(index) ?? Task.CompletedTask;

    protected override void OnParametersSet() => _items = Lines as ICollection<LogLine> ?? [.. Lines];

    private string ClassOf(LogLine line) =>
        $"log-line list-row{(line.IsError ? " log-error" : null)}{(ReferenceEquals(line, Current) ? " log-current" : null)}";
}
