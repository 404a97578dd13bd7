using System.Globalization;
using System.Text.Json;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Containers;

/// <summary>A Dockerfile of ours, as far as it says how the image is started and what is run to build it.</summary>
internal sealed class Dockerfile
{
    private readonly (string Instruction, string Arguments)[] _lines;

    private Dockerfile(string image) => _lines =
    [
        .. File.ReadLines(Path.Combine(SourceTree.Root, "containers", image + ".Dockerfile"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(words => (words[0], words[1].Trim())),
    ];

    /// <summary>What is run while any of the stages is built.</summary>
    public IEnumerable<string> Steps => _lines.Where(line => line.Instruction == "RUN").Select(line => line.Arguments);

    public int User => int.Parse(Last("USER"), CultureInfo.InvariantCulture);

    public string WorkingDirectory => Last("WORKDIR");

    public IReadOnlyList<string> Ports => [.. Final.Where(line => line.Instruction == "EXPOSE").Select(line => line.Arguments)];

    public IReadOnlyList<string> EntryPoint => JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT"))!;

    public IEnumerable<string> Environment => Final.Where(line => line.Instruction == "ENV").Select(line => line.Arguments);

    private IEnumerable<(string Instruction, string Arguments)> Final =>
        _lines.Skip(Array.FindLastIndex(_lines, line => line.Instruction == "FROM"));

    public static Dockerfile Of(string image) => new(image);

    private string Last(string instruction) => Final.Last(line => line.Instruction == instruction).Arguments;
}
