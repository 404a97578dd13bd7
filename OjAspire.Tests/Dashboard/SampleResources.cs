extern alias hosting;

using Google.Protobuf.WellKnownTypes;
using hosting::OjAspire.ResourceService;

namespace OjAspire.Tests.Dashboard;

/// <summary>A small application: one service with three replicas, one with two, a secret parameter.</summary>
internal static class SampleResources
{
    public const string Secret = "a secret that must not be on the page";

    public static IEnumerable<Resource> Application() =>
    [
        Service("oj-api-server", "Running", "http://localhost:3001"),
        Replica("oj-api-server", "kqbdmzwt", 45001),
        Replica("oj-api-server", "rfhvnyxc", 45002),
        Replica("oj-api-server", "zpltgsjd", 45003),
        Service("oj-sandbox", "Running"),
        Replica("oj-sandbox", "bwnkrtqm", null),
        Replica("oj-sandbox", "vxdhcjpl", null),
        new Resource { Id = "join-token", Name = "join-token", Type = "Parameter", State = "Running", StateStyle = "success", Properties = { new Property { Name = "Value", Value = Secret, IsSecret = true } } },
    ];

    public static Resource Replica(string name, string suffix, int? port)
    {
        var replica = Service($"{name}-{suffix}", "Running", port is null ? [] : [$"http://localhost:{port}"]);
        replica.Name = name;
        replica.ParentId = name;
        replica.StartedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        replica.Properties.Add(new Property { Name = "Process id", Value = "4711" });
        replica.Properties.Add(new Property { Name = "Executable path", Value = "/srv/oj/OjApi" });
        replica.HealthReports.Add(new HealthReport { Key = "http /health", Status = "Healthy", Description = "200 OK" });
        replica.Relationships.Add(new Relationship { ResourceName = "join-token", Type = "Reference" });
        replica.Environment.Add(new EnvironmentVariable { Name = "ASPNETCORE_URLS", Value = $"http://localhost:{port}" });
        replica.Environment.Add(new EnvironmentVariable { Name = "Oj__JoinToken", Value = Secret, IsSecret = true });
        return replica;
    }

    public static Resource Service(string id, string state, params IEnumerable<string> urls)
    {
        var resource = new Resource { Id = id, Name = id, Type = "Project", State = state, StateStyle = "success", Health = "Healthy" };
        resource.Urls.Add(urls.Select(url => new ResourceUrl { Name = "http", Url = url }));
        resource.Commands.Add(Command("start", "Start", false, ""));
        resource.Commands.Add(Command("stop", "Stop", true, $"Stop {id}?"));
        resource.Commands.Add(Command("restart", "Restart", true, $"Restart {id}?"));
        return resource;
    }

    /// <summary>A command of the app host's own, in the menu of its resource.</summary>
    public static Command Custom(string name, string displayName, bool enabled = true, string confirmation = "") => new()
    {
        Name = name, DisplayName = displayName, IsEnabled = enabled, Confirmation = confirmation, IconName = "Broom", Description = $"What {displayName} does",
    };

    private static Command Command(string name, string displayName, bool enabled, string confirmation) =>
        new() { Name = name, DisplayName = displayName, IsEnabled = enabled, IsHighlighted = true, Confirmation = confirmation };
}
