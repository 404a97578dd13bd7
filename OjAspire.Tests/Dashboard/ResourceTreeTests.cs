extern alias dashboard;

using dashboard::OjAspire.Dashboard.Resources;
using Resource = dashboard::OjAspire.ResourceService.Resource;

namespace OjAspire.Tests.Dashboard;

public sealed class ResourceTreeTests
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Fact]
    public void Replicas_follow_the_resource_that_they_name_as_parent()
    {
        var tree = Tree(One("sandbox"), One("api-b", "api", "api"), One("api"), One("api-a", "api", "api"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1), ("sandbox", 0)], Labels(tree.Rows(Nothing, "")));
    }

    [Fact]
    public void Replicas_that_name_no_parent_are_put_under_a_group_called_like_them()
    {
        var tree = Tree(One("api-a", "api"), One("api-b", "api"), One("sandbox"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1), ("sandbox", 0)], Labels(tree.Rows(Nothing, "")));
    }

    [Fact]
    public void Replicas_whose_parent_is_not_there_are_put_under_a_group_in_its_place()
    {
        var tree = Tree(One("api-a", "api", "api"), One("api-b", "api", "api"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1)], Labels(tree.Rows(Nothing, "")));
    }

    [Fact]
    public void A_made_up_group_says_what_is_worst_among_its_replicas()
    {
        var broken = One("api-b", "api");
        broken.State = "Exited";
        broken.ExitCode = 137;
        broken.Health = "Unhealthy";

        var group = Tree(One("api-a", "api"), broken, One("api-c", "api")).Rows(Nothing, "")[0].Resource;

        Assert.Equal("Exited", group.State);
        Assert.Equal("Unhealthy", group.Health);
    }

    [Fact]
    public void A_collapsed_resource_hides_its_replicas()
    {
        var tree = Tree(One("api"), One("api-a", "api", "api"), One("api-b", "api", "api"));

        var row = Assert.Single(tree.Rows(new HashSet<string> { "api" }, ""));
        Assert.False(row.IsExpanded);
        Assert.Equal(2, row.Children.Count);
    }

    [Fact]
    public void A_filter_that_only_a_replica_passes_keeps_its_parent()
    {
        var tree = Tree(One("api"), One("api-a", "api", "api"), One("api-b", "api", "api"), One("sandbox"));

        Assert.Equal([("api", 0), ("api-b", 1)], Labels(tree.Rows(Nothing, "API-B")));
    }

    [Fact]
    public void Only_what_runs_by_itself_has_a_log()
    {
        var parameter = One("token");
        parameter.Type = "Parameter";

        var tree = Tree(One("api"), One("api-a", "api", "api"), One("sandbox"), parameter);

        Assert.Equal(["api-a", "sandbox"], tree.Leaves().Select(resource => resource.Id));
    }

    [Fact]
    public void A_resource_that_names_itself_as_parent_is_shown_once_at_the_top() =>
        Assert.Equal([("api", 0)], Labels(Tree(One("api", "api", "api")).Rows(Nothing, "")));

    private static ResourceTree Tree(params IEnumerable<Resource> resources) => new(resources.ToDictionary(resource => resource.Id));

    private static IEnumerable<(string, int)> Labels(IEnumerable<ResourceRow> rows) => rows.Select(row => (row.Label, row.Depth));

    private static Resource One(string id, string? name = null, string parent = "") =>
        new() { Id = id, Name = name ?? id, ParentId = parent, Type = "Project", State = "Running", Health = "Healthy" };
}
