using OjAspire.ClusterSim;

namespace OjAspire.Tests.ClusterSim;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("", "deploy dns scale roll delete partition sandbox")]
    [InlineData("roll dns", "deploy roll dns")]
    [InlineData("deploy", "deploy")]
    public void Deploy_comes_first_and_without_a_name_everything_happens(string words, string expected)
    {
        var arguments = Arguments.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected.Split(' '), arguments.Scenarios.Select(each => each.Name));
    }

    [Fact]
    public void Options_are_taken_wherever_they_stand()
    {
        var arguments = Arguments.Parse(["--seed", "7", "dns", "--slack", "3", "--logs", "kept"]);

        Assert.Equal(7, arguments.Seed);
        Assert.Equal(TimeSpan.FromSeconds(3), arguments.Slack);
        Assert.Equal("kept", arguments.LogFolder);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("--seed")]
    [InlineData("--seed soon")]
    public void What_is_unknown_is_named(string words)
    {
        var refused = Assert.Throws<FormatException>(() => Arguments.Parse(words.Split(' ')));

        Assert.Contains(words.Split(' ')[0], refused.Message);
    }
}
