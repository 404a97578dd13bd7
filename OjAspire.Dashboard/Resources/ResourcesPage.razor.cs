using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;

namespace OjAspire.Dashboard.Resources;

/// <summary>The front page: every resource with its replicas, live; what is selected stands in the address and can be linked to.</summary>
public sealed partial class ResourcesPage
{
    private readonly HashSet<string> _collapsed = new(StringComparer.Ordinal);
    private string _filter = "";
    private ResourceTree _tree = new(ResourceService.ResourceServiceState.Empty.Resources);

    [SupplyParameterFromQuery(Name = "resource")]
    private string? SelectedId { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private BrowserTime Time { get; set; } = default!;

    private IQueryable<ResourceRow> Rows => _tree.Rows(_collapsed, _filter.Trim()).AsQueryable();

    private Resource? Selected => SelectedId is null ? null : _tree.Find(SelectedId);

    private string Title => State.ApplicationName.Length == 0 ? Words["App.Title"] : State.ApplicationName;

    protected override Task OnStateAsync()
    {
        _tree = new ResourceTree(State.Resources);
        return Task.CompletedTask;
    }

    private static int RunningOf(ResourceRow row) => row.Children.Count(child => child.State == "Running");

    private string RowClass(ResourceRow row) =>
        $"resource-row depth-{row.Depth}{(row.Resource.Id == SelectedId ? " selected" : null)}";

    private void Toggle(ResourceRow row)
    {
        if (!_collapsed.Remove(row.Resource.Id))
        {
            _collapsed.Add(row.Resource.Id);
        }
    }

    private void Select(string? id) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("resource", id == SelectedId ? null : id));

    private void SelectNamed(string name)
    {
        if (_tree.FindByName(name) is { } resource)
        {
            Select(resource.Id);
        }
    }
}
