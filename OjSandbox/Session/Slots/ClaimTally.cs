namespace OjSandbox.Session.Slots;

/// <summary>How many claims keep a slot free, over all streams; every stream's record counts its own in and out.</summary>
internal sealed class ClaimTally
{
    /// <summary>The sum.</summary>
    public int Count { get; set; }
}
