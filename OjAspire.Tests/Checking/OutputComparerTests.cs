using System.Text;
using OjSandbox.Checking;

namespace OjAspire.Tests.Checking;

public sealed class OutputComparerTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "\n \n", true)]
    [InlineData("1 2\n", "1 2", true)]
    [InlineData("1 2  \r\n3\t\n\n", "1 2\n3", true)]
    [InlineData("a\n\nb", "a\n\nb\n", true)]
    [InlineData("a\nb", "a\n\nb", false)]
    [InlineData(" a", "a", false)]
    [InlineData("1  2", "1 2", false)]
    [InlineData("a", "A", false)]
    [InlineData("1\n2", "1", false)]
    [InlineData("1", "1\n2", false)]
    [InlineData("x", "", false)]
    public void White_space_at_the_end_of_lines_and_text_does_not_count_and_everything_else_does(string output, string expected, bool matches)
    {
        Assert.Equal(matches, OutputComparer.Matches(Encoding.UTF8.GetBytes(output), Encoding.UTF8.GetBytes(expected)));
        Assert.Equal(matches, OutputComparer.Matches(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(output)));
    }
}
