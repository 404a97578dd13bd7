using System.Globalization;
using Oj.Contracts.Languages;
using Oj.Contracts.Scheduling;

namespace OjSandbox.Languages;

/// <summary>A language that was found on this machine. Immutable.</summary>
/// <param name="Description">Its description.</param>
/// <param name="Version">The version found.</param>
/// <param name="Values">What stands for the placeholders that are the same for every job.</param>
internal sealed record InstalledLanguage(LanguageDescription Description, string Version, IReadOnlyDictionary<string, string> Values)
{
    private const string Options = "{options}", Arguments = "{arguments}";
    private const long DefaultStackKib = 64 * 1024;

    /// <summary>Files and directories that a box needs for it.</summary>
    public IReadOnlyList<string> ReadOnlyPaths { get; } = PathsOf(Description, Values);

    /// <summary>How it is announced to API servers.</summary>
    public Language Announced => new()
    {
        Key = Description.Key,
        Ids = { Description.Ids.Select(id => (uint)id) },
        Name = Description.Name.Replace("{version}", Version, StringComparison.Ordinal),
        SourceFile = Description.SourceFile,
        CompileCommand = string.Join(' ', Description.Compile ?? []),
        RunCommand = string.Join(' ', Description.Run),
    };

    /// <summary>The compile command of a job; <see langword="null"/> when the language is not compiled.</summary>
    public IReadOnlyList<string>? CompileCommand(string options, long memoryKib) =>
        Description.Compile is { } compile ? Fill(compile, Options, options, memoryKib, DefaultStackKib) : null;

    /// <summary>The run command of a job.</summary>
    public IReadOnlyList<string> RunCommand(string arguments, Limits limits) =>
        Fill(Description.Run, Arguments, arguments, (long)limits.MemoryKib, (long)limits.StackKib);

    /// <summary>The environment variables of compiler or program.</summary>
    public IReadOnlyDictionary<string, string> Environment(long memoryKib, long stackKib)
    {
        var values = ValuesFor(memoryKib, stackKib);
        return Description.Environment.ToDictionary(variable => variable.Key, variable => Template.Fill(variable.Value, values));
    }

    /// <summary>The files and directories of a description that exist here.</summary>
    public static IReadOnlyList<string> PathsOf(LanguageDescription description, IReadOnlyDictionary<string, string> values) =>
        [.. description.ReadOnlyPaths.Select(path => Template.Fill(path, values)).Where(Template.IsComplete).SelectMany(Expand)];

    private static IEnumerable<string> Expand(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        return !path.Contains('*') ? [path]
            : Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory, Path.GetFileName(path))
            : [];
    }

    private IReadOnlyList<string> Fill(IReadOnlyList<string> words, string listName, string list, long memoryKib, long stackKib) =>
        Template.Fill(words, ValuesFor(memoryKib, stackKib), new Dictionary<string, IReadOnlyList<string>> { [listName] = ShellWords.Split(list) });

    private Dictionary<string, string> ValuesFor(long memoryKib, long stackKib) => new(Values)
    {
        ["{memory_kib}"] = Text(memoryKib),
        ["{memory_mib}"] = Text(Math.Max(memoryKib / 1024, 1)),
        ["{memory_hex}"] = (memoryKib * 1024).ToString("X", CultureInfo.InvariantCulture),
        ["{stack_kib}"] = Text(stackKib == 0 ? DefaultStackKib : stackKib),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
