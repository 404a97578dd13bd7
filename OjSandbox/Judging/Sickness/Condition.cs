using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using Oj.Contracts.Scheduling;
using OjSandbox.Languages;

namespace OjSandbox.Judging.Sickness;

/// <summary>
/// How this sandbox is: what follows from verdicts, from failures of its own, and from examinations. A failure puts its language in doubt,
/// which an examination clears; failures in a row, of jobs and of examinations, withdraw the sandbox, or the language when it is that
/// alone; and only an examination brings either back. Does nothing itself. Not thread-safe.
/// </summary>
internal sealed class Condition(IOptions<SicknessOptions> options)
{
    /// <summary>Why a sandbox takes no work that has not been examined at all.</summary>
    public const string NotTried = "Isolation has not been tried yet.";

    private readonly Streak _failures = new();
    private readonly Dictionary<string, Streak> _failuresIn = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _doubts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _broken = new(StringComparer.Ordinal);
    private IReadOnlyList<InstalledLanguage> _installed = [];
    private string? _withdrawnBecause = NotTried;
    private string? _firstReason;
    private ExaminationOrder? _lastPaused;
    private int _attempts;

    /// <summary>Counts what can be seen of it changing.</summary>
    public int Version { get; private set; }

    /// <summary>What is to be examined now; <see langword="null"/> when nothing is.</summary>
    public ExaminationOrder? Order =>
        _withdrawnBecause is not null ? new ExaminationOrder(true, [.. _doubts.Union(_broken.Keys)], _attempts)
        : _doubts.Count > 0 ? new ExaminationOrder(false, [.. _doubts], null)
        : _broken.Count > 0 ? new ExaminationOrder(false, [.. _broken.Keys], _attempts)
        : null;

    /// <summary>The languages that were found.</summary>
    public IReadOnlyList<InstalledLanguage> Installed => _installed;

    /// <summary>It as others see it.</summary>
    /// <param name="before">How it was: its list of languages is kept when it has not changed.</param>
    public Fitness Describe(Fitness before)
    {
        Language[] languages =
            [.. _installed.Where(language => !_broken.ContainsKey(language.Description.Key)).Select(language => language.Announced)];
        return new Fitness(before.Languages.SequenceEqual(languages) ? before.Languages : languages)
        {
            WithdrawnBecause = _withdrawnBecause,
            Broken = new Dictionary<string, string>(_broken),
            IsInDoubt = _doubts.Count > 0,
        };
    }

    /// <summary>There was a verdict: boxes and this language work.</summary>
    public void Judged(string languageKey)
    {
        if (_withdrawnBecause is null)
        {
            _failures.Clear();
            _failuresIn.Remove(languageKey);
            _attempts = _lastPaused is { } last && (last.IsWhole || last.Languages.Contains(languageKey)) ? 0 : _attempts;
        }
    }

    /// <summary>A job was not judged, and that is our fault.</summary>
    /// <param name="program">What was judged, so that one program counts once.</param>
    public void Failed(string languageKey, string program, string reason)
    {
        if (_broken.ContainsKey(languageKey))
        {
            return;
        }

        Version += _doubts.Add(languageKey) ? 1 : 0;
        if (_withdrawnBecause is null)
        {
            _failures.Add(program, reason);
            FailuresIn(languageKey).Add(program, reason);
            Conclude();
        }
    }

    /// <summary>An examination has ended.</summary>
    public void Examined(ExaminationOrder order, ExaminationOutcome outcome)
    {
        if (order.IsWhole != _withdrawnBecause is not null)
        {
            // It was withdrawn meanwhile; what was found before that is not enough.
            return;
        }

        Version++;
        if (order.Attempt is not null)
        {
            _attempts += _withdrawnBecause == NotTried ? 0 : 1;
            _lastPaused = order;
        }

        if (outcome.Failure is { } failure)
        {
            Fail(failure);
        }
        else if (order.IsWhole)
        {
            Return(order, outcome);
        }
        else
        {
            Take(order, outcome);
        }
    }

    private Streak FailuresIn(string languageKey) =>
        _failuresIn.TryGetValue(languageKey, out var known) ? known : _failuresIn[languageKey] = new Streak();

    private void Fail(string failure)
    {
        if (_withdrawnBecause is null)
        {
            _failures.Add(null, failure);
            Conclude();
        }
        else
        {
            StayWithdrawn(failure);
        }
    }

    private void StayWithdrawn(string failure) => _withdrawnBecause =
        _firstReason is null ? failure
        : _firstReason.Contains(failure, StringComparison.Ordinal) ? $"{_firstReason} It was so when examined since."
        : $"{_firstReason} When examined since: {failure}";

    private void Conclude()
    {
        var most = options.Value.FailuresInARow;
        if (_failures.Count >= most)
        {
            Withdraw($"{_failures.Count} failures in a row: {_failures.Reasons}");
            return;
        }

        foreach (var (languageKey, failures) in _failuresIn.Where(each => each.Value.Count >= most).ToArray())
        {
            _broken[languageKey] = $"{failures.Count} failures in a row: {failures.Reasons}";
            _doubts.Remove(languageKey);
            _failuresIn.Remove(languageKey);
        }

        if (_installed.All(language => _broken.ContainsKey(language.Description.Key)))
        {
            Withdraw("No language works here. " + string.Join(' ', _broken.Select(language => $"{language.Key}: {language.Value}")));
        }
    }

    private void Withdraw(string reason)
    {
        _withdrawnBecause = _firstReason = reason;
        Version++;
    }

    private void Return(ExaminationOrder order, ExaminationOutcome outcome)
    {
        _installed = outcome.Installed;
        _broken.Clear();
        foreach (var languageKey in order.Languages.Union(outcome.FailedTrials.Keys))
        {
            if (outcome.FaultOf(languageKey) is { } fault)
            {
                _broken[languageKey] = fault;
            }
        }

        if (_installed.All(language => _broken.ContainsKey(language.Description.Key)))
        {
            StayWithdrawn(_installed.Count == 0
                ? $"No language is installed. Install at least one, for example by: apt-get install -y {LanguageCatalog.Shipped[0].Package}"
                : "No language works: " + string.Join(' ', _broken.Select(language => $"{language.Key}: {language.Value}")));
            return;
        }

        (_withdrawnBecause, _firstReason) = (null, null);
        _failures.Clear();
        _failuresIn.Clear();
        _doubts.Clear();
    }

    private void Take(ExaminationOrder order, ExaminationOutcome outcome)
    {
        foreach (var languageKey in order.Languages)
        {
            if (outcome.FaultOf(languageKey) is not { } fault)
            {
                _doubts.Remove(languageKey);
                if (_broken.Remove(languageKey))
                {
                    _installed =
                    [
                        .. _installed.Where(language => language.Description.Key != languageKey).Append(outcome.Find(languageKey)!)
                            .OrderBy(language => language.Description.Key, StringComparer.Ordinal),
                    ];
                }
            }
            else if (_broken.ContainsKey(languageKey))
            {
                _broken[languageKey] = fault;
            }
            else
            {
                FailuresIn(languageKey).Add(null, fault);
            }
        }

        Conclude();
    }
}
