using OjSandbox.Languages;

namespace OjAspire.Tests.Languages;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a\t b ", "a|b")]
    [InlineData("'a b' \"c d\"", "a b|c d")]
    [InlineData("x'y z'w", "xy zw")]
    [InlineData("a\\ b", "a b")]
    [InlineData("\"a\\\"b\" 'c\\d' \"e\\f\"", "a\"b|c\\d|e\\f")]
    [InlineData("'' a", "|a")]
    [InlineData("'open", "open")]
    [InlineData("$HOME * `id` ;", "$HOME|*|`id`|;")]
    [InlineData("end\\", "end\\")]
    public void A_line_splits_as_in_a_shell_without_expansion(string line, string words) =>
        Assert.Equal(words, string.Join('|', ShellWords.Split(line)));
}
