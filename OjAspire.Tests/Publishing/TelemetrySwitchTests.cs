using Microsoft.Extensions.Hosting;
using OjAspire.ServiceDefaults;

namespace OjAspire.Tests.Publishing;

/// <summary>The published endpoint of telemetry is empty: that has to mean none, and not the default of the exporter.</summary>
public sealed class TelemetrySwitchTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("http://oj-dashboard:4317", true)]
    public void Telemetry_is_sent_only_where_there_is_an_endpoint(string endpoint, bool isSent)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { Args = [$"--OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}"] });

        builder.AddServiceDefaults();

        Assert.Equal(isSent, builder.Services.Any(service => service.ServiceType.FullName!.Contains("Otlp", StringComparison.Ordinal)));
    }
}
