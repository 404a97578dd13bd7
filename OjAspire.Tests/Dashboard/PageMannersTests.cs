extern alias dashboard;

using System.Reflection;
using dashboard::OjAspire.Dashboard.Layout;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// What every page owes its readers: nothing that a checker calls serious or critical, in either theme; a phone's width; a title and the
/// landmarks. That it asks no other host is what each visitor makes sure of.
/// </summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class PageMannersTests(RunningDashboard running) : IClassFixture<SentSample>
{
    private const string Replica = "oj-api-server-kqbdmzwt";
    private const string Instrument = $"/metrics?resource={SentSample.Sender}&meter=Sample&instrument=sample.time";

    // A cell of the matrix shows figures, and its name says them in a sentence.
    private static readonly AxeRunOptions Everything = new()
    {
        Rules = new Dictionary<string, RuleOptions> { ["label-content-name-mismatch"] = new() { Enabled = false } },
    };

    // Colours are all that another theme changes.
    private static readonly AxeRunOptions ColorsOnly = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    // Every page with what it shows, and what changes a page as a whole. A page that is not here fails the test below.
    private static readonly (string Address, string Shows)[] Pages =
    [
        ("/", "tr.resource-row"),
        ($"/?resource={Replica}", "aside.details"),
        ($"/?view=graph&resource={Replica}", ".graph-node"),
        ("/?filter=nothing-is-called-like-this", "h1"),
        ("/consolelogs", ".log-view"),
        ($"/consolelogs/resource/{Replica}", ".log-view"),
        ($"/structuredlogs?resource={SentSample.Sender}", ".record.list-row"),
        ($"/traces?resource={SentSample.Sender}", "tr.trace-row"),
        ($"/traces/{SentSample.TraceId}?span={SentSample.SpanId}", "aside.details"),
        ("/traces/0123456789abcdef0123456789abcdef", "h1"),
        ("/metrics", ".instrument-tree"),
        (Instrument, ".chart-legend li"),
        ($"{Instrument}&view=table", ".metric-table"),
        ("/topology?row=worker~sample", "aside.details"),
        ("/topology?view=picture", ".picture-frame"),
        ("/not-found", "h1"),
        ("/login", "h1"),
    ];

    private static readonly string[][] Templates =
    [
        .. typeof(Routes).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
        .Select(route => route.Template.Split('/')),
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (address, shows) in Pages)
            {
                all.Add(address, shows);
            }
            return all;
        }
    }

    [Fact]
    public void No_page_is_forgotten()
    {
        var forgotten = Templates.Where(template => !Pages.Any(page => Matches(template, page.Address)))
            .Select(template => string.Join('/', template));

        Assert.Empty(forgotten);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_has_its_landmarks_fits_a_phone_and_a_checker_finds_nothing_serious_in_either_theme(string address, string shows)
    {
        await using var visitor = await running.OpenAsync(address);
        var page = visitor.Page;
        await page.Locator(shows).First.WaitForAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Expect(page).Not.ToHaveTitleAsync("");
        var inLight = await SeriousAsync(page, Everything);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(41, 41, 41)");
        var inDark = await SeriousAsync(page, ColorsOnly);
        await page.SetViewportSizeAsync(390, 844);
        var width = await page.EvaluateAsync<int>(
            "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(document.documentElement.scrollWidth))))");

        Assert.True(inLight.Length == 0, inLight);
        Assert.True(inDark.Length == 0, inDark);
        Assert.Equal(390, width);
    }

    private static bool Matches(string[] template, string address)
    {
        var path = address.Split('?')[0].Split('/');
        return template.Length == path.Length && template.Zip(path).All(part => part.First == part.Second || part.First.StartsWith('{'));
    }

    private static async Task<string> SeriousAsync(IPage page, AxeRunOptions options)
    {
        // A colour that is on its way to another theme's is neither.
        await page.EvaluateAsync(
            """
            async () => {
              await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
              await Promise.allSettled(document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished));
            }
            """);
        var result = await page.RunAxe(options);
        Assert.NotEmpty(result.Passes);
        return string.Join(Environment.NewLine, result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(4).Select(node => node.Html))}"));
    }
}
