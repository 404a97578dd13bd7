using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using OjSandbox.Judging.Sickness;
using OjSandbox.Languages;
using OjSandbox.Threading;

namespace OjSandbox.Judging;

/// <summary>
/// What this sandbox is fit for, and what is to be examined about it. Whoever judges and whoever examines says here how it went; what
/// follows is decided under one lock, logged, and told to whom it concerns. Thread-safe.
/// </summary>
internal sealed partial class Readiness(IOptions<SicknessOptions> options, ILogger<Readiness> logger) : IReadiness
{
    private readonly Lock _gate = new();
    private readonly Condition _condition = new(options);
    private volatile Fitness _current = new([]) { WithdrawnBecause = Condition.NotTried };

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public Fitness Current => _current;

    /// <summary>Set when something is to be examined that was not before.</summary>
    public Signal Doubted { get; } = new();

    /// <summary>What is to be examined now; <see langword="null"/> when nothing is.</summary>
    public ExaminationOrder? Order
    {
        get
        {
            lock (_gate)
            {
                return _condition.Order;
            }
        }
    }

    /// <summary>The language with a key as it was found here, also while it is withdrawn; <see langword="null"/> when there is none.</summary>
    public InstalledLanguage? Find(string key)
    {
        lock (_gate)
        {
            return _condition.Installed.FirstOrDefault(language => language.Description.Key == key);
        }
    }

    /// <summary>There was a verdict in a language.</summary>
    public void Judged(string languageKey) => Change(condition => condition.Judged(languageKey));

    /// <summary>A job was not judged, and that is our fault.</summary>
    /// <param name="program">What was judged: the same one counts once.</param>
    /// <param name="reason">For the operator.</param>
    public void Failed(string languageKey, string program, string reason) => Change(condition => condition.Failed(languageKey, program, reason));

    /// <summary>An examination has ended.</summary>
    public void Examined(ExaminationOrder order, ExaminationOutcome outcome) => Change(condition => condition.Examined(order, outcome));

    private void Change(Action<Condition> change)
    {
        Fitness before;
        Fitness after;
        lock (_gate)
        {
            var version = _condition.Version;
            change(_condition);
            if (_condition.Version == version)
            {
                return;
            }

            before = _current;
            _current = after = _condition.Describe(before);
        }

        Doubted.Set();
        Tell(before, after);
        Changed?.Invoke();
    }

    private void Tell(Fitness before, Fitness after)
    {
        if (before.WithdrawnBecause is (null or Condition.NotTried) && after.WithdrawnBecause is { } reason)
        {
            Log.Withdrawn(logger, reason);
        }

        if (before.WithdrawnBecause is not (null or Condition.NotTried) && after.WithdrawnBecause is null)
        {
            Log.Returned(logger);
        }

        foreach (var (languageKey, fault) in after.Broken.Where(each => !before.Broken.ContainsKey(each.Key)))
        {
            Log.LanguageWithdrawn(logger, languageKey, fault);
        }

        foreach (var languageKey in before.Broken.Keys.Where(each => after.CanJudge(each)))
        {
            Log.LanguageReturned(logger, languageKey);
        }

        if (!ReferenceEquals(before.Languages, after.Languages))
        {
            Log.LanguagesFound(logger, string.Join(", ", after.Languages.Select(language => language.Name)));
        }

        if (before.Languages.Count == 0 && after.WithdrawnBecause is null)
        {
            foreach (var missing in LanguageCatalog.Shipped.Where(language => !after.Has(language.Key) && !after.Broken.ContainsKey(language.Key)))
            {
                Log.LanguageMissing(logger, missing.Key, missing.Package);
            }
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

        [LoggerMessage(2304, LogLevel.Information, "This sandbox has built a box that holds and judged a program in it: it takes work again", EventName = "Returned")]
        public static partial void Returned(ILogger logger);

        [LoggerMessage(2305, LogLevel.Error, "This sandbox takes no job in language '{Key}' any more: {Reason}", EventName = "LanguageWithdrawn")]
        public static partial void LanguageWithdrawn(ILogger logger, string key, string reason);

        [LoggerMessage(2306, LogLevel.Information, "Language '{Key}' works again; this sandbox takes jobs in it", EventName = "LanguageReturned")]
        public static partial void LanguageReturned(ILogger logger, string key);
    }
}
