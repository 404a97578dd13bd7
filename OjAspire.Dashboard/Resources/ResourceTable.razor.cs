using Microsoft.AspNetCore.Components;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Resources.Filtering;

namespace OjAspire.Dashboard.Resources;

/// <summary>The table of resources. It shows the rows as it gets them; a click on a column's name asks for another order.</summary>
public sealed partial class ResourceTable
{
    // The rows are a tree, which the grid cannot order: its own sort keeps every row where it is.
    private static readonly GridSort<ResourceRow> Unchanged = GridSort<ResourceRow>.ByAscending(_ => 0);

    [Parameter, EditorRequired]
    public IQueryable<ResourceRow> Rows { get; set; } = Enumerable.Empty<ResourceRow>().AsQueryable();

    [Parameter, EditorRequired]
    public ResourceTree Tree { get; set; } = default!;

    [Parameter]
    public string? SelectedId { get; set; }

    /// <summary>Whether rows are left out by a filter.</summary>
    [Parameter]
    public bool IsFiltered { get; set; }

    [Parameter]
    public EventCallback<ResourceRow> OnToggle { get; set; }

    /// <summary>The reader wants to see the resource of this id.</summary>
    [Parameter]
    public EventCallback<string?> OnSelect { get; set; }

    /// <summary>The reader wants another order.</summary>
    [Parameter]
    public EventCallback<ResourceOrder> OnSort { get; set; }

    private static string Id(ResourceColumn column) => $"column-{column}";

    private static int RunningOf(ResourceRow row) => row.Children.Count(child => child.State == "Running");

    private string RowClass(ResourceRow row) =>
        $"resource-row depth-{row.Depth}{(row.Resource.Id == SelectedId ? " selected" : null)}";

    private Task SortAsync(DataGridSortEventArgs<ResourceRow> sort)
    {
        var by = sort.SortColumns.Count == 0 ? null : sort.SortColumns[0];
        var column = Enum.GetValues<ResourceColumn>().FirstOrDefault(column => Id(column) == by?.Column.ColumnId);
        return OnSort.InvokeAsync(
            by is null ? ResourceOrder.Default : new ResourceOrder(column, by.Direction is DataGridSortDirection.Descending));
    }
}
