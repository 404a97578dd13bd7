namespace OjSandbox.Runner;

/// <summary><c>struct pollfd</c> of poll(2).</summary>
internal struct PollEntry
{
    /// <summary>POLLIN.</summary>
    public const short Readable = 1;

    public int Descriptor;
    public short Wanted;
    public short Happened;
}
