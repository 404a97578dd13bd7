namespace OjApi.Storage;

/// <summary>
/// The one row that numbers outcomes. Raised in the transaction that stores an outcome, so numbers rise in commit order,
/// and never fall when submissions are deleted.
/// </summary>
internal sealed class FinalCounterRow
{
    /// <summary>Id of the only row.</summary>
    public const int TheId = 1;

    public int Id { get; set; } = TheId;

    /// <summary>The number given last; 0 before the first.</summary>
    public long Value { get; set; }
}
