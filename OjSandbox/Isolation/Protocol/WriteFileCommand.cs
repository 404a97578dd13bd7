namespace OjSandbox.Isolation.Protocol;

/// <summary>Creates a file in the box's work directory, owned by the box user. An existing file is an error.</summary>
/// <param name="Path">Path below the work directory; resolved without following any link.</param>
/// <param name="Content">What the file holds.</param>
internal sealed record WriteFileCommand(string Path, ReadOnlyMemory<byte> Content)
{
    public void Write(WireWriter writer)
    {
        writer.Write(Path);
        writer.Write(Content.Span);
    }

    public static WriteFileCommand Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new WriteFileCommand(reader.ReadString(), reader.ReadBytes().ToArray());
    }
}
