using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Native;

/// <summary>A file without a name (memfd_create(2)): how inputs enter a box and outputs leave it, with no path involved.</summary>
internal sealed class MemoryFile : IDisposable
{
    private MemoryFile(SafeFileHandle handle) => Handle = handle;

    /// <summary>The descriptor; close-on-exec.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>An empty file that programs write to.</summary>
    public static MemoryFile CreateEmpty(string name) => Create(name, Libc.MemoryCloseOnExec);

    /// <summary>A file that nobody can change any more, whoever gets hold of it.</summary>
    public static MemoryFile CreateSealed(string name, ReadOnlySpan<byte> content)
    {
        var file = Create(name, Libc.MemoryCloseOnExec | Libc.MemoryAllowSealing);
        RandomAccess.Write(file.Handle, content, 0);
        const int Seals = Libc.SealSeal | Libc.SealShrink | Libc.SealGrow | Libc.SealWrite;
        if (Libc.Control(file.Handle, Libc.AddSeals, Seals) != 0)
        {
            throw Libc.Failure("Sealing a memory file");
        }

        return file;
    }

    /// <summary>Opens the file again for reading: a read position of its own, at the beginning.</summary>
    public SafeFileHandle OpenReader() =>
        Libc.Own(Libc.Open($"/proc/self/fd/{Handle.DangerousGetHandle()}", Libc.CloseOnExec), "Opening a memory file");

    /// <summary>How long the file is, in bytes.</summary>
    public long Length => RandomAccess.GetLength(Handle);

    /// <summary>Reads the beginning of the file.</summary>
    /// <param name="most">Most bytes to read.</param>
    public byte[] Read(long most)
    {
        var content = new byte[Math.Min(Length, most)];
        var read = 0;
        for (int count; read < content.Length && (count = RandomAccess.Read(Handle, content.AsSpan(read), read)) > 0; read += count)
        {
        }

        return read == content.Length ? content : content[..read];
    }

    public void Dispose() => Handle.Dispose();

    private static MemoryFile Create(string name, uint flags) =>
        new(Libc.Own(Libc.CreateMemoryFile(name, flags), "Creating a memory file"));
}
