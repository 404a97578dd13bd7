using OjAspire.Chaos.Audit;

namespace OjAspire.Tests.Chaos;

/// <summary>What the look for requests that were taken twice complains of.</summary>
public sealed class KeyAuditTests
{
    private static readonly Dictionary<string, string> Stored = new() { ["first"] = "echo 1", ["second"] = "echo 1", ["third"] = "echo 2" };

    [Fact]
    public void What_was_sent_with_a_key_and_is_there_twice_is_wrong() =>
        Assert.Equal([("first", false), ("second", false)], KeyAudit.Compare(Stored, ["echo 1", "echo 2"]).Select(finding => (finding.Token, finding.IsLost)));

    [Fact]
    public void What_was_sent_without_a_key_may_be_there_twice() => Assert.Empty(KeyAudit.Compare(Stored, ["echo 2"]));
}
