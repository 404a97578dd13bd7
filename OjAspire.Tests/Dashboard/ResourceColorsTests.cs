extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Tests.Dashboard;

public sealed class ResourceColorsTests
{
    private readonly ResourceColors _colors = new();

    [Fact]
    public void As_many_senders_as_there_are_colours_have_each_its_own_and_keep_it()
    {
        string[] senders = [.. Enumerable.Range(1, ResourceColors.Count).Select(number => $"oj-api-server-{number}")];

        string[] first = [.. senders.Select(_colors.Of)];

        Assert.Equal(ResourceColors.Count, first.Distinct().Count());
        Assert.Equal(first.Reverse(), senders.Reverse().Select(_colors.Of));
    }

    [Fact]
    public void More_senders_share_the_colours_evenly()
    {
        var uses = Enumerable.Range(1, 3 * ResourceColors.Count).Select(number => _colors.Of($"sender {number}")).CountBy(color => color);

        Assert.All(uses, color => Assert.Equal(3, color.Value));
    }

    [Fact]
    public void A_sender_that_is_alone_has_the_same_colour_in_every_session() =>
        Assert.Equal(new ResourceColors().Of("oj-sandbox"), _colors.Of("oj-sandbox"));

    [Fact]
    public void Very_many_senders_have_a_colour_too()
    {
        string[] colors = [.. Enumerable.Range(1, 5_000).Select(number => _colors.Of($"{number}"))];

        Assert.All(colors, color => Assert.Matches(@"^var\(--resource-([1-9]|1[0-2])\)$", color));
        Assert.Equal(colors[0], _colors.Of("1"));
    }
}
