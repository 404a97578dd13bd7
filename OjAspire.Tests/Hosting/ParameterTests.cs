using Aspire.Hosting;

namespace OjAspire.Tests.Hosting;

/// <summary>Parameters that are given their value in the application host.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_given_in_code_stands_against_configuration(bool published)
    {
        var builder = DistributedApplication.CreateBuilder(["--Parameters:place=elsewhere"]);

        var parameter = builder.AddParameter("place", "here", publishValueAsDefault: published).Resource;

        Assert.Equal("here", await parameter.GetValueAsync(CancellationToken.None));
        Assert.Equal(published, parameter.Default is not null);
    }

    [Fact]
    public async Task A_value_that_is_to_be_found_is_found_once_and_not_before_it_is_asked_for()
    {
        var asked = 0;
        var builder = DistributedApplication.CreateBuilder([]);
        var parameter = builder.AddParameter("place", () => $"place {++asked}", publishValueAsDefault: true).Resource;
        Assert.Equal(0, asked);

        Assert.Equal("place 1", await parameter.GetValueAsync(CancellationToken.None));
        Assert.Equal("place 1", parameter.Default!.GetDefaultValue());
    }

    [Fact]
    public void A_secret_cannot_be_published() =>
        Assert.Throws<ArgumentException>(() => DistributedApplication.CreateBuilder([]).AddParameter("key", "value", publishValueAsDefault: true, secret: true));
}
