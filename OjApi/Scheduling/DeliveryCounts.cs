namespace OjApi.Scheduling;

/// <summary>Deliveries of a submission that came to nothing, since it was accepted or rejudged.</summary>
/// <param name="Failed">Those that count towards the limit; those whose sandbox died are among them.</param>
/// <param name="Died">Those whose sandbox process died.</param>
internal readonly record struct DeliveryCounts(int Failed, int Died)
{
    /// <summary>With one more. What was handed back does not count.</summary>
    public DeliveryCounts With(AttemptEnding ending) => ending switch
    {
        AttemptEnding.HandedBack => this,
        AttemptEnding.Died => new(Failed + 1, Died + 1),
        _ => this with { Failed = Failed + 1 },
    };

    /// <summary>What becomes of the submission after a delivery that ended so and is counted here.</summary>
    public RedeliveryStep StepAfter(AttemptEnding ending, SchedulingOptions limits)
    {
        if (ending == AttemptEnding.HandedBack)
        {
            return RedeliveryStep.Again;
        }

        return Died >= limits.MaxSandboxDeaths ? RedeliveryStep.Quarantine
            : Failed >= limits.MaxDeliveries ? RedeliveryStep.GiveUp
            : RedeliveryStep.Again;
    }
}
