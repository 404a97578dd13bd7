using OjAspire.Chaos.Audit;

namespace OjAspire.Tests.Chaos;

/// <summary>What the look into the store complains of.</summary>
public sealed class StoreAuditTests
{
    private const int Waiting = 0;

    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();

    [Fact]
    public void Each_once_and_final_is_well_also_what_nobody_was_told_of() =>
        Assert.Empty(StoreAudit.Compare([new(First, StoredRow.Final, 1, 1, 0, 0), new(Second, StoredRow.Final, 3, 2, 2, 0)], [$"{First}"]));

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_lost()
    {
        var finding = Assert.Single(StoreAudit.Compare([new(First, StoredRow.Final, 1, 1, 0, 0)], [$"{First}", $"{Second}"]));

        Assert.Equal(($"{Second}", true), (finding.Token, finding.IsLost));
    }

    [Fact]
    public void What_is_there_without_a_verdict_is_lost()
    {
        var finding = Assert.Single(StoreAudit.Compare([new(First, Waiting, 1, null, 0, 0)], [$"{First}"]));

        Assert.True(finding.IsLost);
    }

    [Fact]
    public void Two_rows_of_one_submission_are_wrong()
    {
        var findings = StoreAudit.Compare([new(First, StoredRow.Final, 1, 1, 0, 0), new(First, StoredRow.Final, 1, 2, 0, 0)], [$"{First}"]);

        Assert.False(Assert.Single(findings).IsLost);
    }

    [Fact]
    public void One_place_of_two_verdicts_is_wrong()
    {
        var findings = StoreAudit.Compare([new(First, StoredRow.Final, 1, 1, 0, 0), new(Second, StoredRow.Final, 1, 1, 0, 0)], []);

        Assert.Equal([false, false], findings.Select(finding => finding.IsLost));
    }

    [Theory]
    [InlineData(3, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    public void A_history_with_a_gap_or_with_a_verdict_is_wrong(int attempt, int earlier, int verdicts)
    {
        var findings = StoreAudit.Compare([new(First, StoredRow.Final, attempt, 1, earlier, verdicts)], [$"{First}"]);

        Assert.False(Assert.Single(findings).IsLost);
    }
}
