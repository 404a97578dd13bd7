using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjAspire.Tests.Session;

/// <summary>A sandbox that has C++ and Python, and is fit for what a test says.</summary>
internal sealed class ScriptedReadiness : IReadiness
{
    private Fitness _current = new(
    [
        new Language { Key = "cpp", Name = "C++ (GCC 12.2.0)", Ids = { 54 }, SourceFile = "main.cpp" },
        new Language { Key = "py", Name = "Python (3.11.2)", Ids = { 71 }, SourceFile = "main.py" },
    ]);

    public event Action? Changed;

    public Fitness Current
    {
        get => Volatile.Read(ref _current);
        set
        {
            Volatile.Write(ref _current, value);
            Changed?.Invoke();
        }
    }

    public IReadOnlyList<Language> Languages => Current.Languages;

    public string? WithdrawnBecause
    {
        get => Current.WithdrawnBecause;
        set => Current = Current with { WithdrawnBecause = value };
    }

    /// <summary>As when one language turns out not to work.</summary>
    public void Break(string languageKey, string reason) => Current = Current with
    {
        Languages = [.. Current.Languages.Where(language => language.Key != languageKey)],
        Broken = new Dictionary<string, string> { [languageKey] = reason },
    };
}
