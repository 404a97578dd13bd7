using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;

namespace OjAspire.Hosting.Processes;

/// <summary>
/// Sees to it that no process outlives the application host, even one that is killed without a chance to clean up: a
/// tiny process in a session of its own reads from a pipe which groups live. The kernel closes the pipe when the
/// application host ends, however it ends, and the guardian kills what is left. (PR_SET_PDEATHSIG will not do: it
/// fires at the end of the starting <em>thread</em>, and threads of the pool come and go.)
/// </summary>
internal sealed partial class ProcessGuardian(ILogger<ProcessGuardian> logger) : IDisposable
{
    private const string Script =
        """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        live=' '
        while read -r change group; do
          case "$change" in
            +) live="$live$group " ;;
            -) case "$live" in *" $group "*) live="${live%% $group *} ${live#* $group }" ;; esac ;;
          esac
        done
        for group in $live; do kill -KILL "-$group"; done
        """;

    private readonly Lock _gate = new();
    private Process? _guardian;
    private bool _disposed;

    public void Watch(int group) => Tell('+', group);

    public void Forget(int group) => Tell('-', group);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _guardian?.StandardInput.Dispose();
            _guardian?.WaitForExit();
            _guardian?.Dispose();
            _guardian = null;
        }
    }

    private void Tell(char change, int group)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                _guardian ??= Start();
                _guardian.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{change} {group}\n"));
                _guardian.StandardInput.Flush();
            }
            catch (IOException broken)
            {
                Log.GuardianLost(logger, broken);
            }
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script]) { RedirectStandardInput = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new DistributedApplicationException(
                "The program 'setsid' is missing; the application host needs it to run processes. Install it with: apt-get install util-linux", missing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3011, LogLevel.Error, "The guardian process has ended; processes may outlive a killed application host.", EventName = "GuardianLost")]
        public static partial void GuardianLost(ILogger logger, Exception exception);
    }
}
