using System.Text;
using System.Text.RegularExpressions;
using Oj.Contracts.Languages;
using OjSandbox.Isolation;

namespace OjSandbox.Languages;

/// <summary>Finds out which languages work in a box of this machine, and in which version, by asking them in a box.</summary>
internal sealed class LanguageProber(Boxes boxes)
{
    private const int MostOfAnswer = 16 * 1024;
    private static readonly TimeSpan PatternPatience = TimeSpan.FromSeconds(1);

    private static readonly RunLimits Limits = new()
    {
        Cpu = TimeSpan.FromSeconds(10),
        Wall = TimeSpan.FromSeconds(30),
        MemoryBytes = 512L * 1024 * 1024,
        Processes = 128,
        FileSizeBytes = MostOfAnswer,
    };

    /// <summary>Probes the languages, all in one box.</summary>
    /// <returns>Those that answered, in the order given.</returns>
    /// <exception cref="IsolationException">No box could be used.</exception>
    public async Task<IReadOnlyList<InstalledLanguage>> ProbeAsync(IReadOnlyList<LanguageDescription> languages, CancellationToken cancellationToken)
    {
        var values = DotnetInstallation.Find();
        var paths = languages.SelectMany(language => InstalledLanguage.PathsOf(language, values)).Distinct();
        await using var box = await boxes.StartAsync([.. paths], cancellationToken);
        var installed = new List<InstalledLanguage>();
        foreach (var language in languages)
        {
            if (await VersionAsync(box, language, values, cancellationToken) is { } version)
            {
                installed.Add(new InstalledLanguage(language, version, values));
            }
        }

        return installed;
    }

    private static async Task<string?> VersionAsync(
        Box box, LanguageDescription language, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var command = language.Probe.Command.Select(word => Template.Fill(word, values)).ToArray();
        var tools = (string[])[command[0], .. language.Compile?.Select(word => Template.Fill(word, values)) ?? []];
        // A compiler or library whose place was not found is missing, whatever else answers.
        if (tools.Any(tool => values.Count == 0 ? tool.Contains("{dotnet", StringComparison.Ordinal) : tool.StartsWith("{dotnet", StringComparison.Ordinal)))
        {
            return null;
        }

        var request = new RunRequest { Command = command, JoinOutputs = true, Limits = Limits };
        using var outcome = await box.RunAsync(request, cancellationToken);
        var answer = Encoding.UTF8.GetString(outcome.Output.Read(MostOfAnswer));
        var match = Regex.Match(answer, language.Probe.Pattern, RegexOptions.CultureInvariant, PatternPatience);
        return outcome.ExitCode == 0 && match.Success ? match.Groups[1].Value : null;
    }
}
