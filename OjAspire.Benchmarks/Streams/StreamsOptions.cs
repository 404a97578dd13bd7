using System.Globalization;

namespace OjAspire.Benchmarks.Streams;

/// <summary>What is measured, as written after <c>streams</c>.</summary>
/// <param name="Endpoints">API servers that the one sandbox connects to; 0 leaves this side out. Default 500.</param>
/// <param name="Sandboxes">Sandboxes that connect to the one API server; 0 leaves this side out. Default 500.</param>
/// <param name="Idle">How long nothing happens. Default 20 s.</param>
/// <param name="Jobs">Jobs under load; 0 leaves the load out. Default 2000.</param>
/// <param name="Settle">How long everything is left alone before a figure is taken. Default 3 s.</param>
/// <param name="Compare">Whether a bare client and a bare server are measured too; 1 or 0. Default 1.</param>
internal sealed record StreamsOptions(int Endpoints, int Sandboxes, TimeSpan Idle, int Jobs, TimeSpan Settle, bool Compare)
{
    /// <summary>How many streams there are before the many: what they cost is not counted, nor what the process costs by itself.</summary>
    public const int Few = 10;

    /// <exception cref="FormatException">An option is unknown, or its value no number.</exception>
    public static StreamsOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new StreamsOptions(500, 500, TimeSpan.FromSeconds(20), 2000, TimeSpan.FromSeconds(3), Compare: true);
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair.Length < 2 || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                throw new FormatException($"{pair[0]} needs a whole number");
            }

            options = pair[0] switch
            {
                "--endpoints" => options with { Endpoints = value },
                "--sandboxes" => options with { Sandboxes = value },
                "--idle" => options with { Idle = TimeSpan.FromSeconds(value) },
                "--jobs" => options with { Jobs = value },
                "--settle" => options with { Settle = TimeSpan.FromSeconds(value) },
                "--compare" => options with { Compare = value != 0 },
                _ => throw new FormatException(
                    $"{pair[0]} is unknown; there are --endpoints, --sandboxes, --idle (seconds), --jobs, --settle (seconds) and --compare (0 or 1)"),
            };
        }

        return options;
    }
}
