extern alias dashboard;

using dashboard::OjAspire.Dashboard.Resources;
using dashboard::OjAspire.Dashboard.Resources.Filtering;
using dashboard::OjAspire.Dashboard.Resources.Graph;
using dashboard::OjAspire.ResourceService;

namespace OjAspire.Tests.Dashboard;

public sealed class ResourceGraphTests
{
    [Fact]
    public void Replicas_are_gathered_and_what_they_have_to_do_with_others_is_one_edge()
    {
        var graph = Graph(
            One("api-a", "api", [("token", "Reference")]), One("api-b", "api", [("token", "Reference")]),
            One("sandbox", "sandbox", [("api", "WaitFor"), ("api", "Reference"), ("sandbox", "Reference"), ("gone", "Reference")]),
            One("token", "token", []));

        Assert.Equal(["api", "sandbox", "token"], graph.Nodes.Select(node => node.Id));
        Assert.Equal(2, graph.Nodes[0].Replicas.Count);
        Assert.Equal(
            [("api", "token", "Reference"), ("sandbox", "api", "Reference WaitFor")],
            graph.Edges.Select(edge => (edge.From, edge.To, string.Join(' ', edge.Types))));
        Assert.Equal(["api", "sandbox", "token"], graph.NeighboursOf("api").Order());
        Assert.Equal(["api", "token"], graph.NeighboursOf("token").Order());
    }

    [Fact]
    public void A_resource_under_another_one_that_is_no_replica_of_it_is_a_part_of_it()
    {
        var database = One("orders", "orders", []);
        database.ParentId = "server";

        var graph = Graph(One("server", "server", []), database);

        Assert.Equal(("orders", "server"), (Assert.Single(graph.Edges).From, graph.Edges[0].To));
        Assert.Equal(["Parent"], graph.Edges[0].Types);
    }

    [Fact]
    public void What_others_need_stands_right_of_them_and_nothing_covers_anything()
    {
        var graph = Large();
        var layout = GraphLayout.Of(graph);
        var places = graph.Nodes.Select(node => layout.PlaceOf(node.Id)).ToArray();

        Assert.All(graph.Edges, edge => Assert.True(layout.PlaceOf(edge.From).Left + GraphLayout.NodeWidth < layout.PlaceOf(edge.To).Left, $"{edge.From} {edge.To}"));
        Assert.All(places, place => Assert.True(place.Left >= 0 && place.Top >= 0 && place.Left + GraphLayout.NodeWidth <= layout.Width && place.Top + GraphLayout.NodeHeight <= layout.Height));
        Assert.DoesNotContain(places.SelectMany((one, index) => places.Skip(index + 1).Select(other => (one, other))), pair =>
            Math.Abs(pair.one.Left - pair.other.Left) < GraphLayout.NodeWidth && Math.Abs(pair.one.Top - pair.other.Top) < GraphLayout.NodeHeight);
    }

    [Fact]
    public void The_same_resources_always_stand_at_the_same_places()
    {
        var (first, second) = (GraphLayout.Of(Large()), GraphLayout.Of(Large()));

        Assert.All(Large().Nodes, node => Assert.Equal(first.PlaceOf(node.Id), second.PlaceOf(node.Id)));
        Assert.All(Large().Edges, edge => Assert.Equal(first.RouteOf(edge), second.RouteOf(edge)));
    }

    [Fact]
    public void Resources_that_need_each_other_have_places_too()
    {
        var graph = Graph(One("a", "a", [("b", "Reference")]), One("b", "b", [("a", "Reference")]), One("alone", "alone", []));
        var layout = GraphLayout.Of(graph);

        Assert.Equal(3, graph.Nodes.Select(node => layout.PlaceOf(node.Id)).Distinct().Count());
        Assert.All(graph.Edges, edge => Assert.StartsWith("M", EdgePath.Through(layout.RouteOf(edge)), StringComparison.Ordinal));
    }

    [Fact]
    public void No_resource_needs_no_room() =>
        Assert.Equal((0, 0), (GraphLayout.Of(new([], [])).Width, GraphLayout.Of(new([], [])).Height));

    private static ResourceGraph Large() => Graph(Enumerable.Range(0, 24).Select(index =>
        One($"service-{index:00}", $"service-{index:00}", [.. new[] { (2 * index) + 1, (2 * index) + 2, index + 9 }.Where(to => to < 24).Select(to => ($"service-{to:00}", "Reference"))])));

    private static ResourceGraph Graph(params IEnumerable<Resource> resources) =>
        ResourceGraph.Of(new ResourceTree(resources.ToDictionary(resource => resource.Id)), ResourceFilter.None);

    private static Resource One(string id, string name, IEnumerable<(string Name, string Type)> relationships)
    {
        var resource = new Resource { Id = id, Name = name, Type = "Project", State = "Running" };
        resource.Relationships.Add(relationships.Select(to => new Relationship { ResourceName = to.Name, Type = to.Type }));
        return resource;
    }
}
