using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using Oj.Contracts.Scheduling;
using OjSandbox.Isolation;
using OjSandbox.Languages;

namespace OjSandbox.Judging;

/// <summary>
/// Tries isolation and languages out before any other service of this process starts, and remembers what came of it.
/// </summary>
internal sealed partial class Readiness : IReadiness, IHostedLifecycleService
{
    private readonly Boxes _boxes;
    private readonly LanguageProber _prober;
    private readonly IOptions<IsolationOptions> _options;
    private readonly ILogger<Readiness> _logger;
    private IReadOnlyList<InstalledLanguage> _installed = [];

    public Readiness(Boxes boxes, LanguageProber prober, IOptions<IsolationOptions> options, ILogger<Readiness> logger) =>
        (_boxes, _prober, _options, _logger) = (boxes, prober, options, logger);

    /// <inheritdoc/>
    public IReadOnlyList<Language> Languages { get; private set; } = [];

    /// <inheritdoc/>
    public string? WithdrawnBecause { get; private set; } = "Isolation has not been tried yet.";

    /// <summary>The installed language with a key; <see langword="null"/> when there is none.</summary>
    public InstalledLanguage? Find(string key) => _installed.FirstOrDefault(language => language.Description.Key == key);

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            WithdrawnBecause = Prerequisites.Missing(_options.Value, Boxes.Runner);
            if (WithdrawnBecause is null)
            {
                await IsolationProbe.RunAsync(_boxes, cancellationToken);
                await FindLanguagesAsync(cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IsolationException or IOException or UnauthorizedAccessException or SocketException)
        {
            WithdrawnBecause = failure.Message + " In a container, grant the privileges that docs/containers.md lists, or for a try: docker run --privileged";
        }

        if (WithdrawnBecause is not null)
        {
            Log.Withdrawn(_logger, WithdrawnBecause);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FindLanguagesAsync(CancellationToken cancellationToken)
    {
        _installed = await _prober.ProbeAsync(LanguageCatalog.Shipped, cancellationToken);
        Languages = [.. _installed.Select(language => language.Announced)];
        Log.LanguagesFound(_logger, string.Join(", ", Languages.Select(language => language.Name)));
        foreach (var missing in LanguageCatalog.Shipped.Where(language => Find(language.Key) is null))
        {
            Log.LanguageMissing(_logger, missing.Key, missing.Package);
        }

        if (_installed.Count == 0)
        {
            WithdrawnBecause = $"No language is installed. Install at least one, for example by: apt-get install -y {LanguageCatalog.Shipped[0].Package}";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Error, "This sandbox judges nothing: {Reason}", EventName = "Withdrawn")]
        public static partial void Withdrawn(ILogger logger, string reason);

        [LoggerMessage(2302, LogLevel.Information, "Languages: {Languages}", EventName = "LanguagesFound")]
        public static partial void LanguagesFound(ILogger logger, string languages);

        [LoggerMessage(2303, LogLevel.Information, "No language '{Key}' here; apt-get install -y {Package} brings it", EventName = "LanguageMissing")]
        public static partial void LanguageMissing(ILogger logger, string key, string package);
    }
}
