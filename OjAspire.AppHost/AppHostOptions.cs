using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OjAspire.AppHost;

/// <summary>How large the application is and where it listens; section <c>Oj</c> of the configuration.</summary>
/// <param name="ApiReplicas">Number of API servers; 3 by default; from 1 to 64.</param>
/// <param name="SandboxReplicas">Number of sandboxes; 2 by default; from 0 to 64.</param>
/// <param name="Slots">Jobs that each sandbox runs at once; by default the processors of this machine shared out, at least 1; 2 where it is published; from 1 to 256.</param>
/// <param name="Port">Port of the API; 3001 by default; from 1 to 65535.</param>
/// <param name="DashboardPort">Port of the dashboard; 18888 by default; from 1 to 65535.</param>
internal sealed record AppHostOptions(int ApiReplicas, int SandboxReplicas, int Slots, int Port, int DashboardPort)
{
    private const int HighestPort = 65535;

    // What is published must not depend on the machine that it was published on.
    private const int PublishedSlots = 2;

    /// <summary>Reads the options.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <param name="isPublished">Whether the application is to run elsewhere.</param>
    /// <param name="options">The options, if all of them are right.</param>
    /// <param name="errors">Everything that is wrong, by key.</param>
    public static bool TryRead(
        IConfiguration configuration, bool isPublished, [NotNullWhen(true)] out AppHostOptions? options, out List<string> errors)
    {
        List<string> found = [];
        var sandboxes = Read(nameof(SandboxReplicas), 2, 0, 64);
        var read = new AppHostOptions(
            Read(nameof(ApiReplicas), 3, 1, 64),
            sandboxes,
            Read(nameof(Slots), isPublished ? PublishedSlots : Math.Clamp(Environment.ProcessorCount / Math.Max(sandboxes, 1), 1, 256), 1, 256),
            Read(nameof(Port), 3001, 1, HighestPort),
            Read(nameof(DashboardPort), 18888, 1, HighestPort));
        if (read.Port == read.DashboardPort)
        {
            found.Add($"Oj:{nameof(DashboardPort)} is {read.DashboardPort}; it must not be the same as Oj:{nameof(Port)}.");
        }

        errors = found;
        options = found.Count == 0 ? read : null;
        return options is not null;

        int Read(string name, int byDefault, int least, int most)
        {
            var text = configuration[$"Oj:{name}"];
            if (string.IsNullOrEmpty(text))
            {
                return byDefault;
            }

            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
            {
                found.Add($"Oj:{name} is '{text}'; it must be a whole number from {least} to {most}.");
                return byDefault;
            }

            return value;
        }
    }
}
