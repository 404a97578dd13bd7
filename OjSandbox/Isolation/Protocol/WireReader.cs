using System.Buffers.Binary;
using System.Text;

namespace OjSandbox.Isolation.Protocol;

/// <summary>Reads what <see cref="WireWriter"/> wrote.</summary>
/// <param name="body">The body of one frame.</param>
internal ref struct WireReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    public string[] ReadStrings()
    {
        // Every string takes at least its length field, so a count beyond the rest is nonsense and allocates nothing.
        var count = ReadInt32();
        if (count < 0 || count > _rest.Length / sizeof(int))
        {
            throw new InvalidDataException("The frame ends early.");
        }

        var values = new string[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ReadString();
        }

        return values;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new InvalidDataException("The frame ends early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
