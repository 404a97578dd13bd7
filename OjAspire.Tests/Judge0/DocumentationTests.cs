using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;

namespace OjAspire.Tests.Judge0;

public sealed class DocumentationTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Fact]
    public async Task The_document_describes_every_route_and_every_field()
    {
        var document = await api.Host.ReadAsync("/openapi/v1.json");

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", operation.Value))).ToList();
        Assert.Contains(operations, operation => operation.Name == "post /submissions");
        Assert.Equal(25, operations.Count);
        Assert.All(operations, operation => Assert.False(string.IsNullOrEmpty(operation.Value!["summary"]?.GetValue<string>()), operation.Name));
        var schemas = document["components"]!["schemas"]!;
        var request = schemas["SubmissionRequest"]!["properties"]!.AsObject();
        Assert.Equal(SubmissionFieldNames.Accepted.Order(), request.Select(property => property.Key).Order());
        Assert.All(request, property => Assert.NotNull(property.Value!["description"]));
        foreach (var header in new[] { QueueFields.TenantHeader, RepeatedRequests.KeyHeader })
        {
            Assert.Equal(2, operations.Count(operation => operation.Value!["parameters"]?.AsArray().Any(parameter => IsHeader(parameter, header)) == true));
        }
        Assert.Equal(
            SubmissionFields.Default.Select(field => field.Name).Concat(["verdict", "attempt", CallbackText.Name]).Order(),
            schemas["SubmissionAnswer"]!["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    private static bool IsHeader(JsonNode? parameter, string name) =>
        (parameter!["in"]!.GetValue<string>(), parameter["name"]!.GetValue<string>()) == ("header", name);

    [Fact]
    public async Task The_page_needs_nothing_from_anywhere_else()
    {
        using var root = await api.Host.GetAsync("/");
        Assert.Equal("/docs", root.Headers.Location?.OriginalString);
        using var page = await api.Host.GetAsync("/docs/");
        Assert.Equal(200, (int)page.StatusCode);
        var html = await page.Content.ReadAsStringAsync();

        Assert.DoesNotMatch(new Regex("(src|href)=\"(https?:)?//"), html);
        foreach (Match source in Regex.Matches(html, "src=\"([^\"]+)\""))
        {
            using var asset = await api.Host.GetAsync("/docs/" + source.Groups[1].Value);
            Assert.Equal(200, (int)asset.StatusCode);
        }
        Assert.Contains("openapi/v1.json", html, StringComparison.Ordinal);
    }
}
