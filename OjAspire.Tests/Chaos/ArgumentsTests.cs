using OjAspire.Chaos;
using OjAspire.Chaos.Stores;

namespace OjAspire.Tests.Chaos;

public sealed class ArgumentsTests
{
    [Fact]
    public void Without_words_it_is_two_minutes_on_postgres_with_a_seed_of_its_own()
    {
        var arguments = Arguments.Parse([]);

        Assert.Equal((TimeSpan.FromMinutes(2), StoreKind.Postgres, Times.Short), (arguments.Length, arguments.Store, arguments.Times));
        Assert.NotEqual(arguments.Seed, Arguments.Parse([]).Seed);
    }

    [Fact]
    public void Minutes_come_first_then_the_seed_and_options_anywhere()
    {
        var arguments = Arguments.Parse(["--store", "sqlite", "0.5", "--defaults", "4711", "--logs", "kept"]);

        Assert.Equal(new Arguments(TimeSpan.FromSeconds(30), 4711, StoreKind.Sqlite, Times.Defaults, "kept"), arguments);
        Assert.Equal("./chaos.sh 0.5 4711 --store sqlite --defaults", arguments.Again);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1441")]
    [InlineData("soon")]
    [InlineData("1 -4")]
    [InlineData("1 2 3")]
    [InlineData("--store")]
    [InlineData("--store mongo")]
    [InlineData("--logs")]
    public void What_is_not_understood_is_named(string words)
    {
        var refused = Assert.Throws<FormatException>(() => Arguments.Parse(words.Split(' ')));

        Assert.Contains("is not understood", refused.Message);
    }
}
