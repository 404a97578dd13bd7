using System.Runtime.InteropServices;
using System.Text;

namespace OjSandbox.Runner;

/// <summary>Argument and environment vectors outside the managed heap, ready for execve(2).</summary>
internal sealed unsafe class ProgramImage : IDisposable
{
    private readonly List<nint> _blocks = [];

    public ProgramImage(IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        Arguments = Vector(arguments);
        Environment = Vector(environment);
    }

    public byte** Arguments { get; }

    public byte** Environment { get; }

    public byte* Path => Arguments[0];

    public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

    private byte** Vector(IReadOnlyList<string> words)
    {
        var vector = (byte**)Allocate((nuint)(words.Count + 1) * (nuint)sizeof(byte*));
        for (var i = 0; i < words.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(words[i]);
            vector[i] = (byte*)Allocate((nuint)bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(vector[i], bytes.Length));
        }

        return vector;
    }

    private void* Allocate(nuint size)
    {
        var block = NativeMemory.AllocZeroed(size);
        _blocks.Add((nint)block);
        return block;
    }
}
