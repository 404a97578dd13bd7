namespace OjSandbox.Judging.Sickness;

/// <summary>Finds out whether this sandbox can judge. One examination at a time.</summary>
internal interface IExamination
{
    /// <summary>Examines.</summary>
    /// <returns>What was found. Any exception but that of the cancelled token means that nothing can be judged here.</returns>
    Task<ExaminationOutcome> RunAsync(ExaminationOrder order, CancellationToken cancellationToken);
}
