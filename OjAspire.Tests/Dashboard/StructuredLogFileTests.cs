extern alias dashboard;

using System.Text.Json;
using dashboard::OjAspire.Dashboard.StructuredLogs;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Tests.Dashboard;

public sealed class StructuredLogFileTests
{
    [Fact]
    public void A_record_is_one_line_of_json_with_all_that_is_known()
    {
        var line = LogFile.LineOf(
            SampleRecords.Record("第一行\nsecond", LogSeverity.Error, "shop", "a1", trace: "", ("OrderId", "42"), ("OrderId", "again")));

        Assert.DoesNotContain('\n', line);
        Assert.Contains("第一行", line, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal(
            ("Error", "shop-a1", "第一行\nsecond"),
            (root.GetProperty("level").GetString(), root.GetProperty("resource").GetString(), root.GetProperty("message").GetString()));
        Assert.Equal("42", root.GetProperty("attributes").GetProperty("OrderId").GetString());
        Assert.Equal("1.2", root.GetProperty("resourceAttributes").GetProperty("service.version").GetString());
        Assert.False(root.TryGetProperty("traceId", out _));
    }
}
