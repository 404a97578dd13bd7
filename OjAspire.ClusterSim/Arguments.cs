using System.Globalization;
using OjAspire.ClusterSim.Scenarios;

namespace OjAspire.ClusterSim;

/// <summary>What the simulation was asked for.</summary>
/// <param name="Scenarios">What is to happen, in this order.</param>
/// <param name="Seed">Of everything that is drawn.</param>
/// <param name="Slack">More time for everything that has a limit, on a machine that is busy with other things. Default none.</param>
/// <param name="LogFolder">Where the logs of the pods go at the end; none means nowhere.</param>
internal sealed record Arguments(IReadOnlyList<IScenario> Scenarios, int Seed, TimeSpan Slack, string? LogFolder)
{
    private static readonly IScenario[] Known =
    [
        new DeployScenario(), new DnsScenario(), new ScaleScenario(), new RollScenario(), new DeleteScenario(), new PartitionScenario(), new SandboxScenario(),
    ];

    /// <summary>How the program is called.</summary>
    public static string Usage => $"""
        Usage: ./cluster-sim.sh [SCENARIO...] [--seed NUMBER] [--slack SECONDS] [--logs FOLDER]
        Runs what k8s/ describes on this machine, each pod in a network namespace of its own, and does to it what an operator does.
        --slack adds to every limit, for a machine that is busy with other things; --logs keeps what the pods printed.
        Scenarios (default: all, in this order; deploy comes first in any case):
        {string.Join('\n', Known.Select(each => $"  {each.Name,-10} {each.Title}"))}
        """;

    /// <exception cref="FormatException">Something in it is unknown.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        var seed = Random.Shared.Next();
        var slack = 0;
        string? logs = null;
        var names = new List<string>();
        for (var index = 0; index < words.Count; index++)
        {
            switch (words[index])
            {
                case "--seed" when index + 1 < words.Count && int.TryParse(words[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var given):
                    seed = given;
                    index++;
                    break;
                case "--slack" when index + 1 < words.Count && int.TryParse(words[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out slack):
                    index++;
                    break;
                case "--logs" when index + 1 < words.Count:
                    logs = words[++index];
                    break;
                default:
                    names.Add(words[index]);
                    break;
            }
        }

        return new Arguments(Choose(names), seed, TimeSpan.FromSeconds(slack), logs);
    }

    private static IScenario[] Choose(List<string> names)
    {
        if (names.Except(Known.Select(each => each.Name)).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"There is no scenario and no option '{unknown}'.");
        }

        return names.Count == 0 ? Known : [Known[0], .. names.Where(name => name != Known[0].Name).Select(name => Known.Single(each => each.Name == name))];
    }
}
