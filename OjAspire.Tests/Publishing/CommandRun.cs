using System.Diagnostics;

namespace OjAspire.Tests.Publishing;

/// <summary>A command that has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All that it printed for a next program.</param>
/// <param name="Errors">All that it printed beside.</param>
internal sealed record CommandRun(int Code, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Folder that it runs in; that of the tests when not given.</param>
    /// <param name="environment">Variables over the usual ones.</param>
    public static async Task<CommandRun> OfAsync(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>What it printed, if all went well.</summary>
    public string Succeeded()
    {
        Assert.True(Code == 0, $"It ended with {Code}.\n{Output}\n{Errors}");
        return Output;
    }
}
