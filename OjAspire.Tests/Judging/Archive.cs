using System.IO.Compression;
using Google.Protobuf;

namespace OjAspire.Tests.Judging;

/// <summary>Makes zip archives as users, good and bad, send them.</summary>
internal static class Archive
{
    /// <summary>An archive of files, each with its Unix type and mode (0 for none).</summary>
    public static ByteString Zip(params (string Name, string Content, int Mode)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, mode) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = mode << 16;
                using var writer = new StreamWriter(entry.Open());
                writer.Write(content);
            }
        }

        return ByteString.CopyFrom(bytes.ToArray());
    }
}
