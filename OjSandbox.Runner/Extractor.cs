using System.IO.Compression;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Runner;

/// <summary>Extracts a zip archive from standard input into the work directory. Runs as the box user, like any program of the box.</summary>
internal static class Extractor
{
    private const int MaxEntries = 4096;
    private const int TypeMask = 0xF000, RegularFile = 0x8000, NoType = 0;

    /// <param name="limit">Most bytes that all files together may have.</param>
    /// <returns>The exit code: 0 when everything is extracted, else 1 and one sentence on standard error.</returns>
    public static int Extract(long limit)
    {
        try
        {
            using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read);
            using var archive = new ZipArchive(input, ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
            {
                return Refuse($"The archive has more than {MaxEntries} entries.");
            }

            foreach (var entry in archive.Entries)
            {
                if (Check(entry) is { } fault)
                {
                    return Refuse($"The entry '{entry.FullName}' {fault}.");
                }

                limit -= ExtractEntry(entry, limit);
                if (limit < 0)
                {
                    return Refuse("The files of the archive are too large.");
                }
            }

            return 0;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refuse("The archive cannot be extracted: it is damaged, encrypted, or does not fit.");
        }
    }

    private static string? Check(ZipArchiveEntry entry)
    {
        var type = (entry.ExternalAttributes >> 16) & TypeMask;
        var isDirectory = entry.FullName.EndsWith('/');
        return entry.FullName.StartsWith('/') || entry.FullName.Contains('\\') || entry.FullName.Contains('\0') ? "has no relative path"
            : entry.FullName.Split('/').Any(part => part is ".." or ".") ? "leaves the work directory"
            : !isDirectory && type is not (RegularFile or NoType) ? "is no regular file"
            : null;
    }

    private static long ExtractEntry(ZipArchiveEntry entry, long limit)
    {
        var path = Path.Combine("/box", entry.FullName);
        Directory.CreateDirectory(entry.FullName.EndsWith('/') ? path : Path.GetDirectoryName(path)!);
        // What is there already (the source, an earlier entry) stays.
        if (entry.FullName.EndsWith('/') || File.Exists(path))
        {
            return 0;
        }

        using var content = entry.Open();
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mode(entry) });
        var buffer = new byte[64 * 1024];
        long written = 0;
        for (int count; written <= limit && (count = content.Read(buffer)) > 0; written += count)
        {
            file.Write(buffer, 0, count);
        }

        return written;
    }

    private static UnixFileMode Mode(ZipArchiveEntry entry)
    {
        var executable = (entry.ExternalAttributes >> 16) & (int)(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead | (UnixFileMode)executable;
    }

    private static int Refuse(string reason)
    {
        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes(reason));
        return 1;
    }
}
