using Google.Protobuf;
using Microsoft.Extensions.Options;
using Oj.Contracts.Languages;
using OjSandbox.Judging;
using OjSandbox.Languages;

namespace OjAspire.Tests.Judging;

/// <summary>Sources that attack the compiler.</summary>
[Collection(JudgingCollection.Name)]
public sealed class CompilerTests(JudgingFixture sandbox)
{
    // More than a compiler fills within its time, so that it is the time that runs out.
    private const int MuchMemoryMib = 2048;

    private async Task<CompileOutcome> CompileAsync(string source, string options = "", int memoryMib = 256)
    {
        var description = LanguageCatalog.Shipped.Single(language => language.Key == "cpp");
        var language = new InstalledLanguage(description, "", new Dictionary<string, string>());
        await using var box = await sandbox.Boxes.StartAsync([], CancellationToken.None);
        var spec = JudgingFixture.Spec("cpp", source);
        spec.CompilerOptions = options;
        spec.Stdin = ByteString.CopyFromUtf8("the secret input");
        var limits = new JudgingOptions { CompileCpuSeconds = 1, CompileWallSeconds = 5, CompileMemoryMib = memoryMib, CompileFileMib = 8, CompileOutputKib = 1 };
        return await new Compiler(Options.Create(limits)).CompileAsync(box, language, spec, CancellationToken.None);
    }

    [Fact]
    public async Task Endless_compiling_is_a_compilation_error_that_says_so()
    {
        var outcome = await CompileAsync("template<class T,int N>struct A{typename A<A<T,N-1>,N-1>::t a;typename A<A<T*,N-1>,N-1>::t b;using t=A;};template<class T>struct A<T,0>{using t=T;};A<int,40>x;int main(){}", memoryMib: MuchMemoryMib);

        Assert.False(outcome.Succeeded);
        Assert.Equal("Compilation time limit exceeded.", outcome.Message);
    }

    [Theory]
    [InlineData("#include \"/dev/zero\"")]
    [InlineData("int a[1<<28]={1};int main(){}")]
    [InlineData("#include \"/dev/stdin\"\nint main(){return undefined;}")]
    [InlineData("#include \"main.cpp\"")]
    [InlineData("#include \"/proc/self/mem\"")]
    public async Task A_source_that_grows_is_refused_within_the_limits_of_compiling(string source)
    {
        var outcome = await CompileAsync(source);

        Assert.False(outcome.Succeeded);
        Assert.InRange(outcome.Output.Length, 1, 2048);
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(outcome.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hosts_secrets_cannot_be_compiled_in() =>
        Assert.False((await CompileAsync("__asm__(\".incbin \\\"/etc/shadow\\\"\");int main(){}")).Succeeded);
}
