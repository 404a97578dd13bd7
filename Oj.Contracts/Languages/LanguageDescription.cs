namespace Oj.Contracts.Languages;

/// <summary>
/// One programming language as data: how a source of it is named, compiled and run, and how its version is found.
/// Read from a JSON file; see <c>docs/languages.md</c> for the format.
/// </summary>
public sealed record LanguageDescription
{
    /// <summary>Short unique key, also the file's name (<c>cpp</c>).</summary>
    public required string Key { get; init; }

    /// <summary>Judge0 ids that this language answers to; the first is the canonical one.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>Display name in which <c>{version}</c> stands for the probed version.</summary>
    public required string Name { get; init; }

    /// <summary>File name that the source is stored under.</summary>
    public required string SourceFile { get; init; }

    /// <summary>Compile command, a word per element; absent for a language that is not compiled.</summary>
    public IReadOnlyList<string>? Compile { get; init; }

    /// <summary>Run command, a word per element.</summary>
    public required IReadOnlyList<string> Run { get; init; }

    /// <summary>How the installed version is found.</summary>
    public required LanguageProbe Probe { get; init; }

    /// <summary>Environment variables of compiler and program, besides the few that every box has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Small text files that are put beside the source before compiling, by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Files and directories outside <c>/usr</c> that compiler or program read; mounted read-only where they exist. The last part of a
    /// path may hold <c>*</c>.
    /// </summary>
    public IReadOnlyList<string> ReadOnlyPaths { get; init; } = [];

    /// <summary>What the memory limit is multiplied with for this language's runtime. 1 means the limit as asked.</summary>
    public double MemoryFactor { get; init; } = 1;

    /// <summary>What the language's runtime gets on top of the memory limit, in KiB.</summary>
    public long MemoryExtraKib { get; init; }

    /// <summary>How many threads the language's runtime gets on top of the limit of processes and threads.</summary>
    public int ProcessesExtra { get; init; }

    /// <summary>What the time limits are multiplied with for this language. 1 means the limits as asked.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>
    /// Source of a tiny program that prints <c>ok</c>: what a sandbox that doubts itself compiles and runs. Needs no input and
    /// nothing but what the language brings.
    /// </summary>
    public required string Trial { get; init; }

    /// <summary>Debian package that brings the language, named when it is missing.</summary>
    public required string Package { get; init; }
}
