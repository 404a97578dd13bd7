using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjAspire.Tests.Scheduling.Ordering;

public sealed class OrderingOptionsTests
{
    [Fact]
    public void Order_and_weights_come_from_the_configuration_and_names_are_alike_in_any_case()
    {
        var options = Read(("Oj:Scheduling:Order", "OldestFirst"), ("Oj:Scheduling:Tenants:Team-1:Weight", "5"));

        Assert.Equal(JobOrder.OldestFirst, options.Order);
        Assert.Equal((5, 1), (options.WeightOf("team-1"), options.WeightOf("other")));
    }

    [Fact]
    public void Everything_wrong_is_named_at_once_by_its_key()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(
            ("Oj:Scheduling:Order", "7"), ("Oj:Scheduling:Tenants:a b:Weight", "1"), ("Oj:Scheduling:Tenants:c:Weight", "0"), ("Oj:Scheduling:Tenants:d:Weight", "1001")));

        foreach (var key in new[] { "Oj:Scheduling:Order", "Oj:Scheduling:Tenants:a b", "Oj:Scheduling:Tenants:c:Weight", "Oj:Scheduling:Tenants:d:Weight" })
        {
            Assert.Contains(key, exception.Message, StringComparison.Ordinal);
        }
    }

    private static SchedulingOptions Read(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        services.AddScheduling();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SchedulingOptions>>().Value;
    }
}
