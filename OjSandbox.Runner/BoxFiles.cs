using System.Text;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Runner;

/// <summary>Creates files in the work directory with the box user's rights and never through a link.</summary>
internal static unsafe class BoxFiles
{
    private const int OpenBeneathNumber = 437;
    private const ulong CreateNewForWriting = 0x1 | 0x40 | 0x80 | Libc.CloseOnExec;
    private const ulong Beneath = 0x8, NoSymbolicLinks = 0x4, NoMagicLinks = 0x2;

    /// <exception cref="IOException">The file could not be created or written.</exception>
    public static void Create(uint user, WriteFileCommand command)
    {
        // With the box user's file ids the kernel drops every right over files that user 0 has, and the file is the user's own.
        Become(user);
        try
        {
            var descriptor = Open(command.Path);
            try
            {
                Write(descriptor, command);
            }
            finally
            {
                Libc.Close(descriptor);
            }
        }
        finally
        {
            Become(0);
        }
    }

    private static void Become(uint user)
    {
        // These calls answer with the id before, and tell of no failure but by the id that is then still there.
        const uint Ask = uint.MaxValue;
        _ = Libc.SetFileGroup(user);
        _ = Libc.SetFileUser(user);
        if (Libc.SetFileUser(Ask) != user || Libc.SetFileGroup(Ask) != user)
        {
            throw new IOException("The box user's file rights could not be taken on.");
        }
    }

    private static int Open(string path)
    {
        int directory, descriptor;
        fixed (byte* work = "/box\0"u8)
        {
            directory = Libc.Open(work, 0x200000 | Libc.CloseOnExec);
        }

        var how = stackalloc ulong[3] { CreateNewForWriting, 0x1A4, Beneath | NoSymbolicLinks | NoMagicLinks };
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            descriptor = (int)Libc.SystemCall(OpenBeneathNumber, directory, (nint)name, (nint)how, 3 * sizeof(ulong));
        }

        var error = Libc.Errno;
        Libc.Close(directory);
        return descriptor >= 0 ? descriptor : throw new IOException($"Creating '{path}' in the box failed with error {error}.");
    }

    private static void Write(int descriptor, WriteFileCommand command)
    {
        fixed (byte* bytes = command.Content.Span)
        {
            for (var written = 0; written < command.Content.Length;)
            {
                var count = Libc.Write(descriptor, bytes + written, (nuint)(command.Content.Length - written));
                if (count < 0)
                {
                    throw new IOException($"Writing '{command.Path}' in the box failed with error {Libc.Errno}.");
                }

                written += (int)count;
            }
        }
    }
}
