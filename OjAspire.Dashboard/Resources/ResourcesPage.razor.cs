using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Resources.Filtering;
using OjAspire.Dashboard.Resources.Graph;

namespace OjAspire.Dashboard.Resources;

/// <summary>The front page: every resource with its replicas, live; what is shown and selected stands in the address and can be linked
/// to.</summary>
public sealed partial class ResourcesPage
{
    private const string GraphView = "graph";

    private readonly HashSet<string> _collapsed = new(StringComparer.Ordinal);
    private ResourceOrder _order = ResourceOrder.Default;
    private ResourceTree _tree = new(ResourceService.ResourceServiceState.Empty.Resources);
    private ResourceGraph _graph = new([], []);

    [SupplyParameterFromQuery(Name = "resource")]
    private string? SelectedId { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = ResourceFilterKeys.Text)]
    private string? FilterText { get; set; }

    [SupplyParameterFromQuery(Name = ResourceFilterKeys.Type)]
    private string[]? HiddenTypes { get; set; }

    [SupplyParameterFromQuery(Name = ResourceFilterKeys.State)]
    private string[]? HiddenStates { get; set; }

    [SupplyParameterFromQuery(Name = ResourceFilterKeys.Health)]
    private string[]? HiddenHealths { get; set; }

    [SupplyParameterFromQuery(Name = FilterMenu.HiddenKey)]
    private bool WithHidden { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    private ResourceFilter Filter { get; set; } = ResourceFilter.None;

    private bool IsGraph => View == GraphView;

    // Without one there are no resources to filter or to draw.
    private bool HasAppHost => State.Status is not ResourceService.ConnectionStatus.NotConfigured;

    private IQueryable<ResourceRow> Rows => _tree.Rows(_collapsed, Filter, _order).AsQueryable();

    private IReadOnlyCollection<Resource> Leaves => [.. State.Resources.Values.Where(resource => WithHidden || !resource.IsHidden)];

    private Resource? Selected => SelectedId is null ? null : _tree.Find(SelectedId);

    private string Title => State.ApplicationName.Length == 0 ? Words["App.Title"] : State.ApplicationName;

    protected override void OnParametersSet()
    {
        Filter = ResourceFilter.Of(FilterText, HiddenTypes, HiddenStates, HiddenHealths);
        Arrange();
    }

    protected override Task OnStateAsync()
    {
        Arrange();
        return Task.CompletedTask;
    }

    private void Arrange()
    {
        _tree = new ResourceTree(State.Resources, WithHidden);
        _graph = IsGraph ? ResourceGraph.Of(_tree, Filter) : _graph;
    }

    private void Toggle(ResourceRow row)
    {
        if (!_collapsed.Remove(row.Resource.Id))
        {
            _collapsed.Add(row.Resource.Id);
        }
    }

    private void Sort(ResourceOrder order) => _order = order;

    private void Select(string? id) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("resource", id == SelectedId ? null : id));

    private void SelectNamed(string name)
    {
        if (_tree.FindByName(name) is { } resource)
        {
            Select(resource.Id);
        }
    }

    private string AddressOfView(string? view) => Navigation.GetUriWithQueryParameter("view", view);

    // Typing makes no history: the way back leads out of the page and not through every letter.
    private void SetText(string? text) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(ResourceFilterKeys.Text, string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private void ToggleValue((string Key, string Value) choice)
    {
        object? value = choice.Key switch
        {
            ResourceFilterKeys.Type => Toggled(Filter.HiddenTypes, choice.Value),
            ResourceFilterKeys.State => Toggled(Filter.HiddenStates, choice.Value),
            ResourceFilterKeys.Health => Toggled(Filter.HiddenHealths, choice.Value),
            _ => WithHidden ? null : true,
        };
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [choice.Key] = value }), replace: true);
    }

    private static string[] Toggled(ImmutableHashSet<string> values, string value) =>
        values.Contains(value) ? [.. values.Where(other => other != value)] : [.. values, value];
}
