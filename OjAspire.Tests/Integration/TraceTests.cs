using OjAspire.Tests.Integration.Telemetry;

namespace OjAspire.Tests.Integration;

/// <summary>One submission is one trace, across processes.</summary>
public sealed class TraceTests
{
    private static readonly string[] Expected = ["submission queue", "submission assign", "judge", "compile", "run", "verdict store"];

    [Fact]
    public async Task One_trace_spans_request_queue_assignment_compile_run_and_stored_verdict()
    {
        await using var collector = await SpanCollector.StartAsync();
        await using var application = await RunningApplication.StartAsync(
            replicas: 2, sandboxes: 1, slots: 1, $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={collector.Address}");

        await application.Replicas[0].JudgeAsync(50, Programs.Sum[50], new { stdin = "1 2\n", expected_output = "3\n" });

        var trace = await WaitForTraceAsync(collector);
        Assert.Contains(trace, span => span.Service == "oj-api-server" && span.Name.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal("oj-sandbox", trace.First(span => span.Name == "compile").Service);
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        Assert.Single(trace, span => !ids.Contains(span.ParentId));
    }

    private static async Task<IReadOnlyList<CollectedSpan>> WaitForTraceAsync(SpanCollector collector)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            var trace = collector.Spans.GroupBy(span => span.TraceId)
                .FirstOrDefault(spans => Expected.All(name => spans.Any(span => span.Name == name)) && spans.Any(span => span.Name.StartsWith("POST", StringComparison.Ordinal)));
            if (trace is not null)
            {
                return [.. trace];
            }
            if (patience.IsCancellationRequested)
            {
                Assert.Fail("Seen so far: " + string.Join(", ", collector.Spans.Select(span => $"{span.Service}/{span.Name}/{span.TraceId[..6]}")));
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
