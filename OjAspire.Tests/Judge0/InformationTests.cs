using System.Text.Json.Nodes;

namespace OjAspire.Tests.Judge0;

public sealed class InformationTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task Languages_are_listed_by_name_and_found_by_any_id()
    {
        var languages = (await api.Host.ReadAsync("/languages")).AsArray();
        var python = await api.Host.ReadAsync("/languages/100");
        using var unknown = await api.Host.GetAsync("/languages/89");
        using var nonsense = await api.Host.GetAsync("/languages/py");

        Assert.Equal(languages.Select(language => language!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal), languages.Select(language => language!["name"]!.GetValue<string>()));
        Assert.Contains(languages, language => language!.ToJsonString() == """{"id":71,"name":"Python"}""");
        Assert.All((await api.Host.ReadAsync("/languages/all")).AsArray(), language => Assert.False(language!["is_archived"]!.GetValue<bool>()));
        Assert.Equal("""{"id":100,"name":"Python","is_archived":false,"source_file":"script.py","compile_cmd":null}""", Without(python, "run_cmd").ToJsonString());
        Assert.Equal([404, 404], [(int)unknown.StatusCode, (int)nonsense.StatusCode]);
    }

    [Fact]
    public async Task The_fourteen_statuses_are_listed()
    {
        var statuses = (await api.Host.ReadAsync("/statuses")).AsArray();

        Assert.Equal(Enumerable.Range(1, 14), statuses.Select(status => status!["id"]!.GetValue<int>()));
        Assert.Equal("""{"id":7,"description":"Runtime Error (SIGSEGV)"}""", statuses[6]!.ToJsonString());
    }

    [Fact]
    public async Task About_tells_the_interface_version_and_our_own()
    {
        var about = await api.Host.ReadAsync("/about");

        Assert.Equal(("1.13.1", "OjAspire"), (about["version"]!.GetValue<string>(), about["implementation"]!.GetValue<string>()));
        foreach (var path in new[] { "/version", "/license", "/isolate" })
        {
            using var response = await api.Host.GetAsync(path);
            Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
            Assert.NotEmpty(await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_configuration_names_every_limit()
    {
        var config = (await api.Host.ReadAsync("/config_info")).AsObject();

        Assert.Equal(39, config.Count);
        Assert.Equal((5.0, 512_000, 5000), (config["cpu_time_limit"]!.GetValue<double>(), config["max_memory_limit"]!.GetValue<int>(), config["max_queue_size"]!.GetValue<int>()));
        Assert.Equal(
            (true, 10, 10.0),
            (config["enable_callbacks"]!.GetValue<bool>(), config["callbacks_max_tries"]!.GetValue<int>(), config["callbacks_timeout"]!.GetValue<double>()));
        Assert.False(config["allow_enable_network"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Workers_are_slots()
    {
        var workers = await api.Host.ReadAsync("/workers");

        Assert.Equal("""[{"queue":"default","available":6,"idle":3,"working":3,"paused":2,"failed":0}]""", new JsonArray(Without(workers[0]!, "size").DeepClone()).ToJsonString());
        Assert.NotNull((await api.Host.ReadAsync("/system_info"))["Mem"]);
    }

    [Fact]
    public async Task An_unknown_route_answers_with_problem_details()
    {
        using var response = await api.Host.GetAsync("/nowhere");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static JsonObject Without(JsonNode node, string name)
    {
        var copy = (JsonObject)node.DeepClone();
        Assert.True(copy.Remove(name));
        return copy;
    }
}
