extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;
using dashboard::OjAspire.Dashboard.Resources;
using Resource = dashboard::OjAspire.ResourceService.Resource;

namespace OjAspire.Tests.Dashboard;

public sealed class LogChoiceTests
{
    private readonly ResourceTree _tree = new(new[]
    {
        new Resource { Id = "shop", Name = "shop", Type = "Project" },
        new Resource { Id = "shop-a", Name = "shop", Type = "Project", ParentId = "shop" },
        new Resource { Id = "shop-b", Name = "shop", Type = "Project", ParentId = "shop" },
        new Resource { Id = "depot", Name = "depot", Type = "Executable" },
        new Resource { Id = "key", Name = "key", Type = "Parameter" },
    }.ToDictionary(resource => resource.Id));

    [Fact]
    public void Everything_is_what_runs_by_itself() =>
        Assert.Equal(["depot", "shop-a", "shop-b"], LogChoice.SourcesOf(null, _tree));

    [Fact]
    public void A_resource_with_replicas_is_its_replicas() =>
        Assert.Equal(["shop-a", "shop-b"], LogChoice.SourcesOf("shop", _tree));

    [Theory]
    [InlineData("shop-b")]
    [InlineData("depot")]
    [InlineData("not known yet")]
    public void Anything_else_is_itself(string id) =>
        Assert.Equal([id], LogChoice.SourcesOf(id, _tree));
}
