using Microsoft.Playwright;

namespace OjAspire.Pictures;

/// <summary>Every picture that README and docs show. A new page needs a line here and nothing else.</summary>
internal static class Gallery
{
    private const string Replicas = "tr.resource-row.depth-1";
    // Somebody holds a slot.
    private const string Busy = ".pip.part-used";
    private static readonly (int Width, int Height) Phone = (390, 844);

    private static readonly Picture Resources = new("resources", "/", Replicas);
    private static readonly Picture Details = new("resource-details", "/", Replicas) { Before = OpenDetailsAsync };
    private static readonly Picture Graph = new(
        "resource-graph", "/?view=graph", ".graph-node") { Before = page => page.Locator(".graph-node .link-button").First.HoverAsync() };
    private static readonly Picture ConsoleLogs = new("console-logs", "/", Replicas) { Before = OpenLogAsync };
    private static readonly Picture StructuredLogs = new("structured-logs", "/structuredlogs", ".record.list-row");
    private static readonly Picture Traces = new("traces", "/traces", "main a[href*='/traces/']");
    private static readonly Picture Waterfall = new(
        "waterfall", "/traces?attr=oj.language%3Dcpp", "main a[href*='/traces/']") { Before = OpenTraceAsync };
    private static readonly Picture Metrics = new(
        "metrics", "/metrics?resource=oj-api-server&meter=OjAspire.Api&instrument=oj.api.queue.wait.duration", ".js-plotly-plot .scatterlayer");
    private static readonly Picture Topology = new("topology", "/topology", Busy);
    private static readonly Picture TopologyPicture = new("topology-picture", "/topology?view=picture", ".picture-lines");

    public static IReadOnlyList<Picture> All { get; } =
    [
        Resources, Resources.InTheDark(), Resources with { Name = "resources-phone", Size = Phone }, Resources with { Name = "resources-zh-tw", Language = "zh-TW" },
        Details, Graph, Graph.InTheDark(), ConsoleLogs, ConsoleLogs.InTheDark(),
        StructuredLogs, StructuredLogs.InTheDark(), Traces, Traces.InTheDark(), Waterfall, Waterfall.InTheDark(),
        Metrics, Metrics.InTheDark(), Topology, Topology.InTheDark(), Topology with { Name = "topology-phone", Size = Phone },
        TopologyPicture, TopologyPicture.InTheDark(),
    ];

    private static async Task OpenDetailsAsync(IPage page)
    {
        await page.Locator($"{Replicas} .resource-name button.link-button").First.ClickAsync();
        await page.Locator("aside.details").WaitForAsync();
    }

    private static async Task OpenLogAsync(IPage page)
    {
        await page.Locator($"{Replicas} .actions fluent-button[aria-label^='Console logs']").First.ClickAsync();
        await page.Locator(".log-line").First.WaitForAsync();
    }

    private static async Task OpenTraceAsync(IPage page)
    {
        await page.Locator("main a[href*='/traces/']").First.ClickAsync();
        await page.WaitForURLAsync("**/traces/*");
        await page.Locator(".waterfall-row").First.WaitForAsync();
    }
}
