using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjAspire.Tests.Session;

/// <summary>A sandbox that has C++ and Python, and withdraws when a test says so.</summary>
internal sealed class ScriptedReadiness : IReadiness
{
    public IReadOnlyList<Language> Languages { get; } =
    [
        new Language { Key = "cpp", Name = "C++ (GCC 12.2.0)", Ids = { 54 }, SourceFile = "main.cpp" },
        new Language { Key = "py", Name = "Python (3.11.2)", Ids = { 71 }, SourceFile = "main.py" },
    ];

    public string? WithdrawnBecause { get; set; }
}
