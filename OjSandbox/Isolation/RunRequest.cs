using OjSandbox.Isolation.Native;

namespace OjSandbox.Isolation;

/// <summary>One run of a program in a box.</summary>
internal sealed record RunRequest
{
    /// <summary>Program and arguments; the program by path, absolute or from the work directory.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Environment variables besides those that every box has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Standard input; <see langword="null"/> means an empty one.</summary>
    public MemoryFile? Input { get; init; }

    /// <summary>Whether standard error goes into standard output.</summary>
    public bool JoinOutputs { get; init; }

    public required RunLimits Limits { get; init; }
}
