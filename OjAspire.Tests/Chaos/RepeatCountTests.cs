using OjAspire.Chaos.Audit;

namespace OjAspire.Tests.Chaos;

public sealed class RepeatCountTests
{
    [Fact]
    public void Repeats_of_every_verdict_are_added_and_nothing_else_is()
    {
        const string page = """
            # TYPE oj_api_results_total counter
            oj_api_results_total{oj_result_outcome="stored",oj_verdict="AC"} 40 1717
            oj_api_results_total{oj_result_outcome="repeat",oj_verdict="AC"} 3 1717
            oj_api_results_total{oj_verdict="WA",oj_result_outcome="repeat"} 2
            oj_api_redeliveries_total{oj_redelivery_outcome="requeued"} 7
            """;

        Assert.Equal(5, RepeatCount.Read(page));
    }
}
