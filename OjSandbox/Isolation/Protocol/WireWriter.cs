using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace OjSandbox.Isolation.Protocol;

/// <summary>Writes the body of a frame: fixed-size little-endian numbers, and byte strings with their length in front.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        _buffer.Write(value);
    }

    public void Write(string value) => Write(Encoding.UTF8.GetBytes(value).AsSpan());

    public void Write(IReadOnlyList<string> values)
    {
        Write(values.Count);
        foreach (var value in values)
        {
            Write(value);
        }
    }
}
