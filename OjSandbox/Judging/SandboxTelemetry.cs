using System.Diagnostics;
using OjSandbox.Isolation;

namespace OjSandbox.Judging;

/// <summary>The spans of judging: <c>box</c>, <c>compile</c> where the language is compiled, and one <c>run</c> for each run of the program.</summary>
internal static class SandboxTelemetry
{
    private static readonly ActivitySource Source = new("OjAspire.Sandbox");

    /// <summary>Begins a span below the current one; <see langword="null"/> when nobody listens.</summary>
    public static Activity? Start(string name, string language) => Source.StartActivity(name)?.SetTag("oj.language", language);

    /// <summary>Puts what the kernel measured on a span.</summary>
    public static void Describe(Activity? activity, RunOutcome outcome) => activity?
        .SetTag("oj.cpu_ms", outcome.Cpu.TotalMilliseconds)
        .SetTag("oj.wall_ms", outcome.Wall.TotalMilliseconds)
        .SetTag("oj.memory_kib", outcome.PeakMemoryBytes / 1024)
        .SetTag("oj.exit_code", outcome.ExitCode)
        .SetTag("oj.exit_signal", outcome.Signal);
}
