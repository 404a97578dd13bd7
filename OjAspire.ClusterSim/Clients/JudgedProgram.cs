using System.Globalization;
using System.Net.Http.Json;

namespace OjAspire.ClusterSim.Clients;

/// <summary>A program to submit, and the one right verdict.</summary>
/// <param name="Source">Source code.</param>
/// <param name="Expected">What it has to print.</param>
/// <param name="Status">The right status, as the interface numbers them.</param>
internal sealed record JudgedProgram(string Source, string Expected, int Status)
{
    private const int Bash = 46;
    private const int Accepted = 3;
    private const int WrongAnswer = 4;
    private const int NonZeroExitCode = 11;
    private const int LongestSeconds = 20;

    /// <summary>Its language, as the interface numbers them; the shell unless given.</summary>
    public int LanguageId { get; init; } = Bash;

    /// <summary>Its limit of CPU time, in seconds; none means the interface's.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Its limit on the wall clock, in seconds; the most there is unless given, because the machine may be busy.</summary>
    public double WallSeconds { get; init; } = LongestSeconds;

    /// <summary>A quick one, of any verdict; most are right.</summary>
    public static JudgedProgram Draw(Random random, int number) => random.Next(8) switch
    {
        0 => new JudgedProgram($"echo {number}", $"not {number}", WrongAnswer),
        1 => new JudgedProgram("exit 3", "", NonZeroExitCode),
        _ => new JudgedProgram($"echo {number}", $"{number}", Accepted),
    };

    /// <summary>One that takes its time without a load.</summary>
    public static JudgedProgram Long(int seconds) => new(string.Create(CultureInfo.InvariantCulture, $"sleep {seconds}; echo done"), "done", Accepted);

    /// <summary>The request's body.</summary>
    public JsonContent ToBody() => JsonContent.Create(new
    {
        language_id = LanguageId,
        source_code = Source,
        expected_output = Expected,
        cpu_time_limit = CpuSeconds,
        wall_time_limit = WallSeconds,
    });
}
