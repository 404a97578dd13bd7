using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>Reads and writes the files of a cgroup: a number, or lines of a key and a number.</summary>
internal static class CgroupFile
{
    /// <summary>Opens a file for a descriptor that is passed on.</summary>
    public static SafeFileHandle Open(string directory, string file, FileAccess access) =>
        Guard(directory, file, path => File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite));

    /// <summary>Writes a value.</summary>
    public static void Write(string directory, string file, string value)
    {
        Guard(directory, file, path =>
        {
            // A cgroup file system creates no files, so one that is missing there is still an error.
            using var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.Write(handle, Encoding.ASCII.GetBytes(value), 0);
            return true;
        });
    }

    public static void Write(string directory, string file, long value) => Write(directory, file, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number that a file holds.</summary>
    public static long ReadNumber(string directory, string file) =>
        long.Parse(Guard(directory, file, File.ReadAllText), CultureInfo.InvariantCulture);

    /// <summary>The number behind a key; 0 when there is no such line.</summary>
    public static long ReadKey(string directory, string file, string key) =>
        Guard(directory, file, File.ReadAllLines)
            .Select(line => line.Split(' '))
            .Where(words => words.Length == 2 && words[0] == key)
            .Select(words => long.Parse(words[1], CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static T Guard<T>(string directory, string file, Func<string, T> access)
    {
        try
        {
            return access(Path.Combine(directory, file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            throw new IsolationException($"The cgroup file {file} could not be used: {failure.Message}", failure);
        }
    }
}
