namespace OjSandbox.Session.Slots;

/// <summary>
/// How many outcomes are kept until they are acknowledged. With so many nothing more is claimed, and that lasts until half of them are
/// left, so that a store that is slow to come back is not met with a claim for every acknowledgement. Not thread-safe.
/// </summary>
/// <param name="most">How many.</param>
/// <param name="mostBytes">Their size together; whichever is reached first counts.</param>
internal sealed class OutcomeBound(int most, long mostBytes)
{
    /// <summary>Whether nothing is to be claimed.</summary>
    public bool IsReached { get; private set; }

    /// <summary>Takes in how many there are.</summary>
    /// <returns>Whether <see cref="IsReached"/> has changed.</returns>
    public bool Update(int count, long bytes)
    {
        var before = IsReached;
        IsReached = before ? count > most / 2 || bytes > mostBytes / 2 : count >= most || bytes >= mostBytes;
        return IsReached != before;
    }
}
