using System.Globalization;
using OjAspire.Chaos.Stores;

namespace OjAspire.Chaos;

/// <summary>What the chaos test was asked for.</summary>
/// <param name="Length">For how long clients submit and things are broken. 5 s to 24 h, default 2 min.</param>
/// <param name="Seed">Of everything that is drawn.</param>
/// <param name="Store">What the replicas share.</param>
/// <param name="Times">How the application is set.</param>
/// <param name="LogFolder">Where everything that was printed goes; none means a folder that is named, after a failure only.</param>
internal sealed record Arguments(TimeSpan Length, int Seed, StoreKind Store, Times Times, string? LogFolder)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How the program is called.</summary>
    public static string Usage => """
        Usage: ./chaos.sh [MINUTES] [SEED] [--store postgres|sqlite] [--defaults] [--logs FOLDER]
        Starts API servers, sandboxes and a database, submits programs whose verdicts are known, and kills, pauses, restarts and cuts off
        all of them meanwhile. In the end every acknowledged submission must have its one right verdict.
          MINUTES      for how long things are broken, 0.1 to 1440 (default 2); a minute or more breaks everything at least once
          SEED         of what is done when; without one it is drawn, and printed
          --store      what the API servers share (default postgres)
          --defaults   leaves leases and grace times as they are set by default, instead of short ones; take 5 minutes or more
          --logs       keeps what the processes printed, also when all is well
        """;

    /// <summary>The command that does the same again.</summary>
    public string Again => string.Create(CultureInfo.InvariantCulture,
        $"./chaos.sh {Length.TotalMinutes:0.###} {Seed} --store {Store.ToString().ToLowerInvariant()}")
        + (Times == Times.Defaults ? " --defaults" : "");

    /// <exception cref="FormatException">Something in it is unknown.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments(TimeSpan.FromMinutes(2), Random.Shared.Next(), StoreKind.Postgres, Times.Short, null);
        var numbers = 0;
        for (var index = 0; index < words.Count; index++)
        {
            var next = index + 1 < words.Count ? words[index + 1] : "";
            switch (words[index])
            {
                case "--defaults":
                    arguments = arguments with { Times = Times.Defaults };
                    break;
                case "--store" when Enum.TryParse<StoreKind>(next, ignoreCase: true, out var store) && Enum.IsDefined(store):
                    arguments = arguments with { Store = store };
                    index++;
                    break;
                case "--logs" when next.Length > 0:
                    arguments = arguments with { LogFolder = next };
                    index++;
                    break;
                case var minutes when numbers == 0 && TryReadLength(minutes, out var length):
                    arguments = arguments with { Length = length };
                    numbers++;
                    break;
                case var text when numbers == 1 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    arguments = arguments with { Seed = seed };
                    numbers++;
                    break;
                default:
                    throw new FormatException($"'{words[index]}' is not understood.");
            }
        }

        return arguments;
    }

    private static bool TryReadLength(string text, out TimeSpan length)
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes);
        length = isNumber && minutes <= Longest.TotalMinutes ? TimeSpan.FromMinutes(minutes) : default;
        return length >= Shortest;
    }
}
