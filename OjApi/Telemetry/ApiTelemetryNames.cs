using OjApi.Scheduling;

namespace OjApi.Telemetry;

/// <summary>How the values of our own attributes are written.</summary>
internal static class ApiTelemetryNames
{
    public static string Of(AttemptEnding ending) => ending switch
    {
        AttemptEnding.Failed => "failed",
        AttemptEnding.Lost => "lost",
        AttemptEnding.Died => "died",
        AttemptEnding.HandedBack => "handed_back",
        AttemptEnding.Judged => "judged",
        AttemptEnding.GivenUp => "given_up",
        AttemptEnding.Quarantined => "quarantined",
        AttemptEnding.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(ending)),
    };

    public static string Of(RedeliveryStep step) => step switch
    {
        RedeliveryStep.Again => "requeued",
        RedeliveryStep.GiveUp => "given_up",
        RedeliveryStep.Quarantine => "quarantined",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
