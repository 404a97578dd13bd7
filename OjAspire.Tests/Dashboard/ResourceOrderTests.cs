extern alias dashboard;

using dashboard::OjAspire.Dashboard.Resources;
using dashboard::OjAspire.Dashboard.Resources.Filtering;
using dashboard::OjAspire.ResourceService;

namespace OjAspire.Tests.Dashboard;

/// <summary>The order of the table, and what its filter leaves out.</summary>
public sealed class ResourceOrderTests
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Theory]
    [InlineData(ResourceColumn.Name, false, "api api-a api-b sandbox token")]
    [InlineData(ResourceColumn.Name, true, "sandbox api api-b api-a token")]
    [InlineData(ResourceColumn.State, false, "sandbox api api-b api-a token")]
    [InlineData(ResourceColumn.Health, false, "api api-b api-a sandbox token")]
    [InlineData(ResourceColumn.Type, true, "api api-a api-b sandbox token")]
    public void Replicas_stay_under_their_resource_whatever_the_order(ResourceColumn column, bool descending, string expected) =>
        Assert.Equal(expected, Labels(ResourceFilter.None, new(column, descending)));

    [Fact]
    public void A_state_that_is_left_out_takes_its_replicas_away_and_a_resource_only_with_its_last() =>
        Assert.Equal(("api api-a token", "sandbox token"), (
            Labels(ResourceFilter.None with { HiddenStates = ["Exited"] }, ResourceOrder.Default),
            Labels(ResourceFilter.None with { HiddenHealths = ["Healthy", "Unhealthy"] }, ResourceOrder.Default)));

    [Fact]
    public void A_type_that_is_left_out_is_not_shown() =>
        Assert.Equal("api api-a api-b sandbox", Labels(ResourceFilter.None with { HiddenTypes = ["Parameter"] }, ResourceOrder.Default));

    [Fact]
    public void Text_and_values_are_both_asked_for() =>
        Assert.Equal("api api-a", Labels(ResourceFilter.None with { Text = "API", HiddenStates = ["Exited"] }, ResourceOrder.Default));

    [Fact]
    public void A_source_is_the_project_else_the_program_and_a_secret_value_is_none()
    {
        var (project, program, secret) = (new Resource(), new Resource(), new Resource { Type = "Parameter" });
        project.Properties.Add([new Property { Name = "executable.path", Value = "/usr/bin/dotnet" }, new Property { Name = "project.path", Value = "/srv/oj/OjApi.csproj" }]);
        program.Properties.Add([new Property { Name = "executable.path", Value = "/usr/bin/node" }, new Property { Name = "executable.args", Value = "server.js" }]);
        secret.Properties.Add(new Property { Name = "Value", Value = "hidden", IsSecret = true });

        Assert.Equal(
            ("OjApi.csproj", "node", ""),
            (ResourceSource.Of(project)!.Text, ResourceSource.Of(program)!.Text, ResourceSource.Of(secret)!.Text));
        Assert.Equal("/usr/bin/node server.js", ResourceSource.Of(program)!.Full);
    }

    private static string Labels(ResourceFilter filter, ResourceOrder order)
    {
        var tree = new ResourceTree(new[]
        {
            One("api", "api", "Running", "Unhealthy"), One("api-a", "api", "Running", "Healthy"), One(
                "api-b", "api", "Exited", "Unhealthy"),
            One("sandbox", "sandbox", "Exited", ""),
            new Resource { Id = "token", Name = "token", Type = "Parameter", State = "Running" },
        }.ToDictionary(resource => resource.Id));
        return string.Join(' ', tree.Rows(Nothing, filter, order).Select(row => row.Label));
    }

    private static Resource One(string id, string name, string state, string health) => new()
    {
        Id = id, Name = name, ParentId = id == name ? "" : name, Type = "Project", State = state, Health = health,
    };
}
