using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjAspire.Tests.Judging;

[Collection(JudgingCollection.Name)]
public sealed class VerdictTests(JudgingFixture sandbox)
{
    private static ByteString Bytes(string text) => ByteString.CopyFromUtf8(text);

    private static Duration Seconds(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task Different_output_is_a_wrong_answer_with_the_output_shown()
    {
        var result = await sandbox.JudgeAsync("bash", "echo 41; echo why >&2", spec => spec.ExpectedOutput = Bytes("42\n"));

        Assert.Equal(Verdict.WrongAnswer, result.Verdict);
        Assert.Equal("41\n", result.Stdout.ToStringUtf8());
        Assert.Equal("why\n", result.Stderr.ToStringUtf8());
    }

    [Fact]
    public async Task An_endless_loop_is_a_time_out_killed_soon_after_the_extra_time()
    {
        var result = await sandbox.JudgeAsync("bash", "while :; do :; done", spec =>
        {
            spec.Limits.CpuTime = Seconds(0.3);
            spec.Limits.CpuExtraTime = Seconds(0.2);
        });

        Assert.Equal(Verdict.TimeLimit, result.Verdict);
        Assert.Equal("Time limit exceeded", result.Message);
        Assert.InRange(result.CpuTime.ToTimeSpan().TotalSeconds, 0.48, 1);
    }

    [Fact]
    public async Task A_program_that_ends_within_the_extra_time_is_still_a_time_out()
    {
        const string Source = "#include <time.h>\nint main(){while(clock()<CLOCKS_PER_SEC/5);}";
        var result = await sandbox.JudgeAsync("c", Source, spec => spec.Limits.CpuTime = Seconds(0.1));

        Assert.Equal(Verdict.TimeLimit, result.Verdict);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_sleeping_program_is_stopped_by_the_wall_clock()
    {
        var result = await sandbox.JudgeAsync("bash", "sleep 60", spec => spec.Limits.WallTime = Seconds(0.5));

        Assert.Equal(Verdict.TimeLimit, result.Verdict);
        Assert.Equal("Time limit exceeded (wall clock)", result.Message);
        Assert.InRange(result.WallTime.ToTimeSpan().TotalSeconds, 0.5, 5);
        Assert.InRange(result.CpuTime.ToTimeSpan().TotalSeconds, 0, 0.3);
    }

    [Fact]
    public async Task Using_more_memory_than_allowed_is_the_memory_limit()
    {
        const string Source = "#include <stdlib.h>\n#include <string.h>\nint main(){for(;;){char*p=malloc(1<<20);memset(p,1,1<<20);}}";
        var result = await sandbox.JudgeAsync("c", Source, spec => spec.Limits.MemoryKib = 20_000);

        Assert.Equal(Verdict.MemoryLimit, result.Verdict);
        Assert.Equal("Memory limit exceeded", result.Message);
        Assert.InRange(result.MemoryKib, 19_000ul, 20_000ul);
    }

    [Theory]
    [InlineData("c", "char big[1<<28];int main(){}")]
    [InlineData("py", "x=[0]*10**7")]
    public async Task A_program_that_does_not_fit_into_the_least_memory_is_no_failure_of_ours(string language, string source)
    {
        foreach (var perProcess in (bool[])[false, true])
        {
            var result = await sandbox.JudgeAsync(language, source, spec =>
            {
                spec.Limits.MemoryKib = 2048;
                spec.Limits.PerProcessMemory = perProcess;
            });

            Assert.True(result.Verdict is Verdict.MemoryLimit or Verdict.RuntimeError or Verdict.Accepted, result.ToString());
        }
    }

    [Theory]
    [InlineData("java", "import java.util.*;public class Main{public static void main(String[] a){var l=new ArrayList<long[]>();for(;;)l.add(new long[100000]);}}")]
    [InlineData("js", "const l=[];for(;;)l.push(new Array(10000).fill(l.length))")]
    [InlineData("cs", "using System.Collections.Generic;var l=new List<long[]>();for(;;){var a=new long[100000];System.Array.Fill(a,1);l.Add(a);}")]
    [InlineData("py", "l=[]\nwhile True: l.append([1]*100000)")]
    [InlineData("go", "package main\nfunc main(){var l [][]byte;for{b:=make([]byte,1<<20);for i:=range b{b[i]=1};l=append(l,b)}}")]
    public async Task A_full_heap_is_the_memory_limit_also_where_the_runtime_notices_first(string language, string source)
    {
        var result = await sandbox.JudgeAsync(language, source, spec => spec.Limits.MemoryKib = 64_000);

        Assert.True(result.Verdict == Verdict.MemoryLimit, result.ToString());
    }

    [Theory]
    [InlineData("import sys\nwhile True: sys.stdout.write('x'*4096)")]
    [InlineData("import sys\nwhile True: sys.stderr.write('x'*4096)")]
    public async Task An_endless_output_is_the_output_limit_and_is_cut(string source)
    {
        var result = await sandbox.JudgeAsync("py", source, spec => spec.Limits.FileSizeKib = 64);

        Assert.Equal(Verdict.OutputLimit, result.Verdict);
        Assert.Equal(64 * 1024, Math.Max(result.Stdout.Length, result.Stderr.Length));
    }

    [Theory]
    [InlineData(65_536, Verdict.Accepted)]
    [InlineData(65_537, Verdict.OutputLimit)]
    public async Task Output_of_exactly_the_limit_is_allowed_and_one_byte_more_is_not(int bytes, Verdict verdict)
    {
        var result = await sandbox.JudgeAsync("bash", $"head -c {bytes} /dev/zero", spec => spec.Limits.FileSizeKib = 64);

        Assert.Equal(verdict, result.Verdict);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_the_output_limit()
    {
        const string Source = "#include <stdio.h>\nint main(){FILE*f=fopen(\"big\",\"w\");for(;;)fputs(\"0123456789\",f);}";
        var result = await sandbox.JudgeAsync("c", Source);

        Assert.Equal(Verdict.OutputLimit, result.Verdict);
        Assert.Equal(25, result.ExitSignal);
    }

    [Theory]
    [InlineData("int main(){*(volatile int*)0=1;}", 11)]
    [InlineData("#include <stdlib.h>\nint main(){abort();}", 6)]
    [InlineData("volatile int zero,one=1;int main(){return one/zero;}", 8)]
    public async Task A_crash_is_a_runtime_error_with_its_real_signal(string source, int signal)
    {
        var result = await sandbox.JudgeAsync("c", source);

        Assert.Equal(Verdict.RuntimeError, result.Verdict);
        Assert.Equal(signal, result.ExitSignal);
        Assert.False(result.HasExitCode);
        Assert.Equal($"Caught fatal signal {signal}", result.Message);
    }

    [Fact]
    public async Task An_exit_code_other_than_zero_is_a_runtime_error()
    {
        var result = await sandbox.JudgeAsync("bash", "exit 7");

        Assert.Equal(Verdict.RuntimeError, result.Verdict);
        Assert.Equal(7, result.ExitCode);
        Assert.Equal("Exited with error status 7", result.Message);
    }

    [Fact]
    public async Task A_refused_source_is_a_compilation_error_with_the_compilers_words_and_nothing_measured()
    {
        var result = await sandbox.JudgeAsync("cpp", "int main(){ return nonsense; }");

        Assert.Equal(Verdict.CompilationError, result.Verdict);
        Assert.Contains("nonsense", result.CompileOutput.ToStringUtf8(), StringComparison.Ordinal);
        Assert.False(result.HasStdout || result.HasStderr || result.HasMemoryKib || result.HasExitCode);
        Assert.Null(result.CpuTime);
    }

    [Fact]
    public async Task What_compiles_to_no_executable_is_an_exec_format_error()
    {
        var result = await sandbox.JudgeAsync("c", "int x;", spec => spec.CompilerOptions = "-c");

        Assert.Equal(Verdict.ExecFormatError, result.Verdict);
    }

    [Fact]
    public async Task Options_and_arguments_arrive_as_words_and_are_never_expanded()
    {
        const string Source = "#include <stdio.h>\nint main(int n,char**v){for(int i=1;i<n;i++)puts(v[i]);puts(W);}";
        var result = await sandbox.JudgeAsync("c", Source, spec =>
        {
            spec.CompilerOptions = "'-DW=\"two words\"'";
            spec.CommandLineArguments = "$HOME \"a b\" ; `id` {options}";
        });

        Assert.Equal("$HOME\na b\n;\n`id`\n{options}\ntwo words\n", result.Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Standard_error_joins_standard_output_in_order_when_asked()
    {
        var result = await sandbox.JudgeAsync("bash", "echo 1; echo 2 >&2; echo 3", spec => spec.RedirectStderrToStdout = true);

        Assert.Equal("1\n2\n3\n", result.Stdout.ToStringUtf8());
        Assert.Equal("", result.Stderr.ToStringUtf8());
    }

    [Fact]
    public async Task Several_runs_each_read_the_whole_input_and_their_means_are_reported()
    {
        var result = await sandbox.JudgeAsync("bash", "cat; sleep 0.1", spec =>
        {
            spec.NumberOfRuns = 3;
            spec.Stdin = spec.ExpectedOutput = Bytes("abc");
        });

        Assert.Equal(Verdict.Accepted, result.Verdict);
        Assert.InRange(result.WallTime.ToTimeSpan().TotalSeconds, 0.1, 1);
    }

    [Fact]
    public async Task Limits_of_each_process_do_not_add_up()
    {
        const string Source = "#include <time.h>\n#include <unistd.h>\nint main(){for(int i=0;i<4;i++)if(!fork()){while(clock()<CLOCKS_PER_SEC/4);_exit(0);}sleep(1);}";
        var result = await sandbox.JudgeAsync("c", Source, spec =>
        {
            spec.Limits.CpuTime = Seconds(0.3);
            spec.Limits.PerProcessTime = spec.Limits.PerProcessMemory = true;
        });

        Assert.Equal(Verdict.Accepted, result.Verdict);
    }

    [Fact]
    public async Task An_address_space_limit_makes_an_allocation_fail_instead_of_killing()
    {
        const string Source = "#include <stdlib.h>\nint main(){return malloc(200u<<20)?1:0;}";
        var result = await sandbox.JudgeAsync("c", Source, spec => spec.Limits.PerProcessMemory = true);

        Assert.Equal(Verdict.Accepted, result.Verdict);
    }

    [Fact]
    public async Task Additional_files_lie_beside_the_source_and_do_not_replace_it()
    {
        var result = await sandbox.JudgeAsync("c", "#include \"sub/x.h\"\n#include <stdio.h>\nint main(){puts(X);}", spec =>
            spec.AdditionalFiles = Archive.Zip(("sub/x.h", "#define X \"from the archive\"", 0), ("main.c", "broken", 0)));

        Assert.Equal("from the archive\n", result.Stdout.ToStringUtf8());
    }

    [Theory]
    [InlineData("../escape", 0)]
    [InlineData("/etc/escape", 0)]
    [InlineData("a/../../escape", 0)]
    [InlineData("link", 0xA1FF)]
    public async Task An_archive_that_leaves_the_work_directory_is_refused(string name, int mode)
    {
        var result = await sandbox.JudgeAsync("bash", "echo ran", spec => spec.AdditionalFiles = Archive.Zip((name, "/etc", mode)));

        Assert.Equal(Verdict.CompilationError, result.Verdict);
        Assert.Contains(name, result.CompileOutput.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_grows_too_large_is_refused()
    {
        var result = await sandbox.JudgeAsync("bash", "echo ran", spec => spec.AdditionalFiles = Archive.Zip(("big", new string('x', 11 << 20), 0)));

        Assert.Equal(Verdict.CompilationError, result.Verdict);
        Assert.Equal("The files of the archive are too large.", result.CompileOutput.ToStringUtf8());
    }

    [Fact]
    public async Task A_language_that_is_not_here_is_our_failure_and_no_verdict() =>
        await Assert.ThrowsAsync<JudgeFailedException>(() => sandbox.JudgeAsync("cobol", "x"));

    [Fact]
    public async Task A_cancelled_job_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var judging = sandbox.Judge.JudgeAsync(
            JudgingFixture.Spec("bash", "sleep 15"),
            stage => { if (stage == Progress.Types.Stage.Running) { running.SetResult(); } },
            cancellation.Token);
        await running.Task;
        var began = TimeProvider.System.GetTimestamp();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 5);
    }
}
