using System.IO.Compression;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Looks through additional files before a sandbox does: a zip archive of files and directories that stay where they are
/// extracted, and do not grow beyond the limit. Sizes are measured, not believed.
/// </summary>
internal static class AdditionalFilesCheck
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixDirectory = 0x4000;
    private const int UnixFile = 0x8000;

    /// <summary>Says what is wrong with the archive; <see langword="null"/> when nothing is.</summary>
    /// <param name="maxKib">Extracted size in KiB.</param>
    /// <param name="maxEntries">Number of files and directories.</param>
    public static string? FindFault(byte[] archive, int maxKib, int maxEntries)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > maxEntries)
            {
                return $"has too many entries (maximum is {maxEntries})";
            }
            var buffer = new byte[16 * 1024];
            var left = maxKib * 1024L;
            foreach (var entry in zip.Entries)
            {
                if (FindFault(entry) is { } fault)
                {
                    return fault;
                }
                left -= Measure(entry, buffer, left);
                if (left < 0)
                {
                    return $"is too large when extracted (maximum is {maxKib} KB)";
                }
            }
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return "is not a zip archive";
        }
    }

    private static string? FindFault(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
            || name.Split('/').Contains(".."))
        {
            return "has an entry that leaves its directory";
        }
        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        if (type is not (0 or UnixDirectory or UnixFile))
        {
            return "has an entry that is neither a file nor a directory";
        }
        return entry.IsEncrypted ? "is encrypted" : null;
    }

    private static long Measure(ZipArchiveEntry entry, byte[] buffer, long limit)
    {
        using var content = entry.Open();
        var total = 0L;
        int count;
        while (total <= limit && (count = content.Read(buffer)) > 0)
        {
            total += count;
        }
        return total;
    }
}
