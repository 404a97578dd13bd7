using System.Globalization;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Clients;

/// <summary>Programs in several languages whose one right verdict is known. No two are alike: a verdict of another one shows.</summary>
internal static class Catalogue
{
    private const int C = 50;
    private const int Cpp = 54;
    private const int JavaScript = 63;
    private const int Python = 71;

    private const int Accepted = 3;
    private const int WrongAnswer = 4;
    private const int TimeLimitExceeded = 5;
    private const int CompilationError = 6;
    private const int SegmentationFault = 7;
    private const int ArithmeticError = 9;
    private const int Aborted = 10;
    private const int NonZeroExit = 11;
    private const int MemoryLimitExceeded = 12;

    // The first ones are drawn more often.
    private static readonly Func<string, JudgedProgram>[] Usual =
    [
        number => new($"echo {number}", number, Accepted),
        number => new($"sleep 1; echo {number}", number, Accepted),
        number => new($"sleep 3; echo {number}", number, Accepted),
        number => new($"print({number} + 1 - 1)", number, Accepted) { LanguageId = Python },
        number => new($"echo {number}", $"not {number}", WrongAnswer),
        number => new($"exit {1 + (number.Length % 2)} # {number}", "", NonZeroExit),
    ];

    private static readonly Func<string, JudgedProgram>[] Unusual =
    [
        number => new($"#include <stdio.h>\nint main(void) {{ printf(\"{number}\\n\"); }}", number, Accepted) { LanguageId = C },
        number => new($"console.log({number})", number, Accepted) { LanguageId = JavaScript },
        number => new($"print({number} + 1)", number, WrongAnswer) { LanguageId = Python },
        number => new($"raise ValueError({number})", "", NonZeroExit) { LanguageId = Python },
        number => new($"while {number}: pass", "", TimeLimitExceeded) { LanguageId = Python, CpuSeconds = 0.5 },
        number => new($"sleep 15; echo {number}", "", TimeLimitExceeded) { WallSeconds = 1.5 },
        number => new($"print(len('{number}' * 100000000))", "", MemoryLimitExceeded) { LanguageId = Python },
        number => new($"int main(void) {{ return {number}", "", CompilationError) { LanguageId = C },
        number => new($"int main(void) {{ *(volatile int *)0 = {number}; }}", "", SegmentationFault) { LanguageId = C },
        number => new($"int main(void) {{ volatile int zero = 0; return {number} / zero; }}", "", ArithmeticError) { LanguageId = C },
        number => new($"#include <cstdlib>\nint main() {{ if ({number}) std::abort(); }}", "", Aborted) { LanguageId = Cpp },
    ];

    /// <summary>One of them.</summary>
    /// <param name="number">Different each time.</param>
    public static JudgedProgram Draw(Random random, int number)
    {
        var all = random.Next(4) > 0 ? Usual : Unusual;
        return all[random.Next(all.Length)](number.ToString(CultureInfo.InvariantCulture));
    }
}
