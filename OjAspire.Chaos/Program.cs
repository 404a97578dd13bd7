using System.Runtime.InteropServices;
using OjAspire.Chaos;

const int Failed = 1;
const int Misused = 2;
const int Interrupted = 130;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    if (args is ["--help" or "-h"])
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    var complaints = await new ChaosRun(Arguments.Parse(args), Console.WriteLine).RunAsync(stop.Token);
    return complaints.Count == 0 ? 0 : Failed;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Arguments.Usage}");
    return Misused;
}
catch (NotSupportedException missing)
{
    Console.Error.WriteLine(missing.Message);
    return Misused;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted; everything is cleaned up.");
    return Interrupted;
}
