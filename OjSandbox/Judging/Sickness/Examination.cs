using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using OjSandbox.Isolation;
using OjSandbox.Languages;

namespace OjSandbox.Judging.Sickness;

/// <summary>Finds out whether this sandbox can judge by doing it: builds a box and looks whether it holds, looks for languages, tries them.</summary>
internal sealed class Examination(Boxes boxes, LanguageProber prober, Trial trial, IOptions<IsolationOptions> options) : IExamination
{
    private bool _hasHeld;

    /// <inheritdoc/>
    public async Task<ExaminationOutcome> RunAsync(ExaminationOrder order, CancellationToken cancellationToken)
    {
        if (Prerequisites.Missing(options.Value, Boxes.Runner) is { } missing)
        {
            return ExaminationOutcome.Failed(missing);
        }

        await ProbeAsync(cancellationToken);
        LanguageDescription[] lookedFor = [.. LanguageCatalog.Shipped.Where(language => order.IsWhole || order.Languages.Contains(language.Key))];
        var installed = await prober.ProbeAsync(lookedFor, cancellationToken);
        return new ExaminationOutcome(null, installed, await TryAsync(order, installed, cancellationToken));
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await IsolationProbe.RunAsync(boxes, cancellationToken);
            _hasHeld = true;
        }
        catch (Exception failure) when (!_hasHeld && !cancellationToken.IsCancellationRequested)
        {
            throw new IsolationException(
                failure.Message + " In a container, grant the privileges that docs/containers.md lists, or for a try: docker run --privileged", failure);
        }
    }

    // Those that have to show that they work, and for the sandbox as a whole others in turn until one does.
    private async Task<Dictionary<string, string>> TryAsync(
        ExaminationOrder order, IReadOnlyList<InstalledLanguage> installed, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>();
        var hasPassed = !order.IsWhole;
        foreach (var language in installed.OrderByDescending(language => order.Languages.Contains(language.Description.Key)))
        {
            if (hasPassed && !order.Languages.Contains(language.Description.Key))
            {
                break;
            }

            if (await trial.RunAsync(language, cancellationToken) is { } failure)
            {
                failures[language.Description.Key] = failure;
            }
            else
            {
                hasPassed = true;
            }
        }

        return failures;
    }
}
