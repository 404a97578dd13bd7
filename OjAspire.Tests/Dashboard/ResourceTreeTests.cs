extern alias dashboard;

using dashboard::OjAspire.Dashboard.Resources;
using dashboard::OjAspire.Dashboard.Resources.Filtering;
using dashboard::OjAspire.ResourceService;

namespace OjAspire.Tests.Dashboard;

public sealed class ResourceTreeTests
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Fact]
    public void Replicas_follow_the_resource_that_they_name_as_parent()
    {
        var tree = Tree(One("sandbox"), One("api-b", "api", "api"), One("api"), One("api-a", "api", "api"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1), ("sandbox", 0)], Labels(Rows(tree)));
    }

    [Fact]
    public void Replicas_that_name_no_parent_are_put_under_a_group_called_like_them()
    {
        var tree = Tree(One("api-a", "api"), One("api-b", "api"), One("sandbox"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1), ("sandbox", 0)], Labels(Rows(tree)));
    }

    [Fact]
    public void Replicas_whose_parent_is_not_there_are_put_under_a_group_in_its_place()
    {
        var tree = Tree(One("api-a", "api", "api"), One("api-b", "api", "api"));

        Assert.Equal([("api", 0), ("api-a", 1), ("api-b", 1)], Labels(Rows(tree)));
    }

    [Fact]
    public void A_made_up_group_says_what_is_worst_among_its_replicas()
    {
        var broken = One("api-b", "api");
        broken.State = "Exited";
        broken.ExitCode = 137;
        broken.Health = "Unhealthy";

        var group = Tree(One("api-a", "api"), broken, One("api-c", "api"))
            .Rows(Nothing, ResourceFilter.None, ResourceOrder.Default)[0].Resource;

        Assert.Equal("Exited", group.State);
        Assert.Equal("Unhealthy", group.Health);
    }

    [Fact]
    public void A_collapsed_resource_hides_its_replicas()
    {
        var tree = Tree(One("api"), One("api-a", "api", "api"), One("api-b", "api", "api"));

        var row = Assert.Single(tree.Rows(new HashSet<string> { "api" }, ResourceFilter.None, ResourceOrder.Default));
        Assert.False(row.IsExpanded);
        Assert.Equal(2, row.Children.Count);
    }

    [Fact]
    public void A_filter_that_only_a_replica_passes_keeps_its_parent()
    {
        var tree = Tree(One("api"), One("api-a", "api", "api"), One("api-b", "api", "api"), One("sandbox"));

        Assert.Equal([("api", 0), ("api-b", 1)], Labels(Rows(tree, ResourceFilter.None with { Text = "API-B" })));
    }

    [Fact]
    public void Only_what_runs_by_itself_has_a_log()
    {
        var parameter = One("token");
        parameter.Type = "Parameter";

        var tree = Tree(One("api"), One("api-a", "api", "api"), One("sandbox"), parameter);

        Assert.Equal(["api-a", "sandbox"], tree.Leaves().Select(resource => resource.Id));
        Assert.Equal([true, true, false], new[] { "api", "sandbox", "token" }.Select(id => tree.HasLogs(tree.Find(id)!)));
    }

    [Fact]
    public void A_resource_that_names_itself_as_parent_is_shown_once_at_the_top() =>
        Assert.Equal([("api", 0)], Labels(Rows(Tree(One("api", "api", "api")))));

    [Fact]
    public void What_the_app_host_has_for_itself_is_shown_only_to_who_asks_for_it()
    {
        var (own, api) = (One("dashboard"), One("api"));
        own.IsHidden = true;
        var resources = new[] { own, api }.ToDictionary(resource => resource.Id);

        Assert.Equal(["api"], Rows(new ResourceTree(resources)).Select(row => row.Label));
        Assert.Equal(["api", "dashboard"], Rows(new ResourceTree(resources, withHidden: true)).Select(row => row.Label));
    }

    [Fact]
    public void Who_refers_to_a_resource_is_named_once_however_many_replicas_it_has()
    {
        var (first, second) = (One("sandbox-a", "sandbox"), One("sandbox-b", "sandbox"));
        first.Relationships.Add(new Relationship { ResourceName = "api", Type = "WaitFor" });
        second.Relationships.Add(new Relationship { ResourceName = "api", Type = "WaitFor" });
        var tree = Tree(One("api"), first, second);

        Assert.Equal([("sandbox", "WaitFor")], tree.ReferrersOf(tree.Find("api")!));
        Assert.Empty(tree.ReferrersOf(tree.Find("sandbox")!));
    }

    [Fact]
    public void A_command_of_a_made_up_group_reaches_the_replicas_that_can_be_asked_and_any_other_the_resource_itself()
    {
        var (running, stopped) = (One("api-a", "api"), One("api-b", "api"));
        running.Commands.Add(new Command { Name = "stop", IsEnabled = true, Confirmation = "Stop api-a?" });
        stopped.Commands.Add(new Command { Name = "stop", IsEnabled = false, Confirmation = "Stop api-b?" });
        var tree = Tree(running, stopped);
        var group = tree.Find("api")!;

        Assert.Equal(["api-a"], tree.TargetsOf(group, "stop"));
        Assert.Equal(["api-b"], tree.TargetsOf(stopped, "stop"));
        Assert.Equal(("Stop api?", true), (group.Commands.Single().Confirmation, group.Commands.Single().IsEnabled));
    }

    private static IReadOnlyList<ResourceRow> Rows(ResourceTree tree, ResourceFilter? filter = null) =>
        tree.Rows(Nothing, filter ?? ResourceFilter.None, ResourceOrder.Default);

    private static ResourceTree Tree(params IEnumerable<Resource> resources) => new(resources.ToDictionary(resource => resource.Id));

    private static IEnumerable<(string, int)> Labels(IEnumerable<ResourceRow> rows) => rows.Select(row => (row.Label, row.Depth));

    private static Resource One(string id, string? name = null, string parent = "") =>
        new() { Id = id, Name = name ?? id, ParentId = parent, Type = "Project", State = "Running", Health = "Healthy" };
}
