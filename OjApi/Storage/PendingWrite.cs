namespace OjApi.Storage;

/// <summary>One caller's write on its way into a shared transaction.</summary>
/// <param name="order">Its place among the writes of its transaction.</param>
internal abstract class PendingWrite(WriteOrder order)
{
    private int _taken;

    public WriteOrder Order => order;

    /// <summary>Claims the write for the loop or, when its caller gave up, for nobody; true for the first who asks.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Executes the statements; the outcome is kept until the commit.</summary>
    public abstract Task ExecuteAsync(StoreTransaction transaction);

    /// <summary>Tells the caller that its write is committed.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that nothing of its write was stored.</summary>
    public abstract void Fail(Exception exception);
}
