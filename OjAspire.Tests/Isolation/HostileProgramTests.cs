using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Judging;

namespace OjAspire.Tests.Isolation;

/// <summary>Programs that try to escape their limits. What holds them is in docs/isolation.md.</summary>
[Collection(JudgingCollection.Name)]
public sealed class HostileProgramTests(JudgingFixture sandbox)
{
    private const string Prelude = """
        #include <dirent.h>
        #include <ctype.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <signal.h>
        #include <unistd.h>
        #include <fcntl.h>
        #include <errno.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <sys/wait.h>
        #include <time.h>
        static int processes(void){DIR*d=opendir("/proc");struct dirent*e;int n=0;while((e=readdir(d)))n+=!!isdigit(e->d_name[0]);closedir(d);return n;}

        """;

    private static Duration Seconds(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));

    private Task<JudgeResult> RunAsync(string body, Action<JobSpec>? change = null) =>
        sandbox.JudgeAsync("c", $"{Prelude}int main(int argc,char**argv){{{body}}}", change);

    [Fact]
    public async Task A_fork_bomb_is_held_by_its_limits_and_leaves_nothing()
    {
        var result = await RunAsync("for(;;)fork();", spec => spec.Limits.CpuTime = Seconds(0.3));

        Assert.Equal(Verdict.TimeLimit, result.Verdict);
        Assert.InRange(result.CpuTime.ToTimeSpan().TotalSeconds, 0.3, 3);
    }

    [Fact]
    public async Task Processes_and_threads_are_counted_together()
    {
        const string Body = "int n=1;for(;;){int p=fork();if(p==0){pause();_exit(0);}if(p<0)break;n++;}printf(\"%d\",n);";
        var result = await RunAsync(Body, spec => spec.Limits.Processes = 20);

        Assert.Equal("20", result.Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Orphans_that_have_ended_do_not_count_as_processes()
    {
        const string Body = "for(int i=0;i<200;i++){int p=fork();if(p<0)return 1;if(p==0){int q=fork();if(q<0)_exit(1);_exit(0);}int s;waitpid(p,&s,0);if(s)return 2;usleep(500);}";
        var result = await RunAsync(Body, spec => spec.Limits.Processes = 20);

        Assert.True(result.Verdict == Verdict.Accepted, result.ToString());
    }

    [Fact]
    public async Task Memory_of_many_processes_adds_up()
    {
        const string Body = "for(int i=0;i<8;i++)if(!fork()){char*volatile p=malloc(20<<20);memset(p,1,20<<20);sleep(1);_exit(p[9]);}while(wait(0)>0);";
        var result = await RunAsync(Body, spec => spec.Limits.MemoryKib = 64_000);

        Assert.Equal(Verdict.MemoryLimit, result.Verdict);
    }

    [Fact]
    public async Task Processor_time_of_detached_processes_is_counted()
    {
        const string Body = "if(!fork()){setsid();if(!fork()){for(;;);}_exit(0);}wait(0);struct timespec t={0,400000000};nanosleep(&t,0);";
        var result = await RunAsync(Body, spec => spec.Limits.CpuTime = Seconds(0.1));

        Assert.Equal(Verdict.TimeLimit, result.Verdict);
    }

    [Fact]
    public async Task No_process_of_one_run_is_there_in_the_next()
    {
        const string Body = "printf(\"%d\\n\",processes());fflush(stdout);if(!fork()){setsid();signal(SIGTERM,SIG_IGN);if(!fork())sleep(60);_exit(0);}wait(0);";
        var result = await RunAsync(Body, spec =>
        {
            spec.NumberOfRuns = 3;
            spec.ExpectedOutput = ByteString.CopyFromUtf8("2");
        });

        Assert.True(result.Verdict == Verdict.Accepted, result.ToString());
    }

    [Fact]
    public async Task Code_that_runs_while_compiling_is_gone_when_the_program_runs_and_cannot_trick_anybody_by_links()
    {
        var script = "#!/bin/sh\n(setsid sleep 60 &)\n(setsid sh -c 'while :; do ln -sf /etc/passwd main; done' &)\n\"$@\"\n";
        var result = await RunAsync("printf(\"%d\\n\",processes());", spec =>
        {
            spec.CompilerOptions = "-wrapper ./evil";
            spec.AdditionalFiles = Archive.Zip(("evil", script, 0x81ED));
        });

        // Either the link won and is no program, or the compiler did and nothing else is left.
        Assert.True(result.Verdict is Verdict.ExecFormatError or Verdict.CompilationError || result.Stdout.ToStringUtf8() == "2\n", result.ToString());
    }

    [Fact]
    public async Task Killing_everybody_reaches_only_the_programs_own_processes()
    {
        var result = await RunAsync("if(kill(1,9)==0||errno!=EPERM)return 1;if(!fork())pause();kill(-1,9);puts(\"alive\");", spec => spec.NumberOfRuns = 2);

        Assert.True(result.Verdict == Verdict.Accepted, result.ToString());
        Assert.Equal("alive\n", result.Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Nothing_of_the_host_or_the_runner_can_be_opened()
    {
        string[] secrets =
        [
            "/etc/shadow", "/root", "/home", "/var", "/run", "/sys", "/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/proc/kcore", "/proc/kmsg",
            "/proc/1/environ", "/proc/1/mem", "/proc/1/maps", "/proc/1/fd", "/proc/1/root", "/proc/1/cwd", "/sys/fs/cgroup", "/etc/ssh", "/work",
        ];
        var body = string.Concat(secrets.Select(path => $"if(open(\"{path}\",O_RDONLY)>=0||opendir(\"{path}\"))puts(\"{path}\");"));

        Assert.Equal("", (await RunAsync(body)).Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Nothing_outside_the_work_and_temporary_directories_can_be_written()
    {
        string[] files =
        [
            "/x", "/usr/x", "/etc/x", "/etc/passwd", "/dev/x", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/oj-runner", "/bin/x",
            "/proc/1/oom_score_adj", "/proc/self/uid_map",
        ];
        var body = string.Concat(files.Select(path => $"{{int f=open(\"{path}\",O_WRONLY|O_CREAT,0600);if(f>=0&&write(f,\"0\",1)>0)puts(\"{path}\");}}"))
            + "if(open(\"/box/x\",O_WRONLY|O_CREAT,0600)<0||open(\"/tmp/x\",O_WRONLY|O_CREAT,0600)<0||open(\"/dev/shm/x\",O_WRONLY|O_CREAT,0600)<0)puts(\"own\");";

        Assert.Equal("", (await RunAsync(body)).Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Only_the_standard_descriptors_are_inherited_and_no_terminal()
    {
        const string Body = "for(int i=3;i<4096;i++)if(fcntl(i,F_GETFD)>=0)printf(\"%d \",i);if(open(\"/dev/tty\",O_RDWR)>=0)puts(\"tty\");";

        Assert.Equal("", (await RunAsync(Body)).Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task A_program_runs_under_its_resource_limits_and_cannot_make_the_host_handle_its_crashes()
    {
        var result = await sandbox.JudgeAsync("bash", "cat /proc/self/limits", spec => spec.Limits.FileSizeKib = 100);
        var limits = result.Stdout.ToStringUtf8().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        string[] expected =
        [
            "Max core file size 1 1 bytes", "Max file size 102401 102401 bytes", "Max stack size 65536000 65536000 bytes", "Max open files 1024 1024 files",
            "Max cpu time unlimited unlimited seconds", "Max address space unlimited unlimited bytes",
        ];
        Assert.All(expected, limit => Assert.Contains(limit, limits));
    }

    [Fact]
    public async Task No_set_user_id_bit_helps()
    {
        const string Script = "cp /usr/bin/id ./id; chmod 4755 id; ./id -u; grep -c -v -w nosuid /proc/mounts; setpriv --reuid 0 true 2>/dev/null && echo root; exit 0";
        var result = await sandbox.JudgeAsync("bash", Script);
        var lines = result.Stdout.ToStringUtf8().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.NotEqual("0", lines[0]);
        Assert.Equal("0", lines[1]);
    }

    [Fact]
    public async Task Filling_the_file_systems_ends_at_the_memory_limit()
    {
        const string Body = "char*b=calloc(1,1<<19);for(int i=0;;i++){char n[64];sprintf(n,i%2?\"/tmp/%d\":\"f%d\",i);int f=open(n,O_CREAT|O_WRONLY,0600);if(write(f,b,1<<19)<0)break;close(f);}";
        var result = await RunAsync(Body, spec => spec.Limits.MemoryKib = 30_000);

        Assert.Equal(Verdict.MemoryLimit, result.Verdict);
    }

    [Fact]
    public async Task Countless_empty_files_end_at_a_limit()
    {
        const string Body = "for(int i=0;;i++){char n[64];sprintf(n,\"f%d\",i);int f=open(n,O_CREAT|O_WRONLY,0600);if(f<0)return 3;close(f);}";
        var result = await RunAsync(Body, spec =>
        {
            spec.Limits.MemoryKib = 10_000;
            spec.Limits.CpuTime = Seconds(2);
        });

        Assert.True(result.Verdict is Verdict.MemoryLimit or Verdict.TimeLimit or Verdict.RuntimeError, result.ToString());
    }

    [Fact]
    public async Task Closing_the_standard_descriptors_harms_nobody()
    {
        var result = await RunAsync("for(int i=0;i<64;i++)close(i);return 0;");

        Assert.Equal(Verdict.Accepted, result.Verdict);
        Assert.Equal("", result.Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task The_input_cannot_be_changed_for_the_next_run()
    {
        const string Body = "int f=open(\"/proc/self/fd/0\",O_RDWR);if(f>=0&&(write(f,\"x\",1)>0||ftruncate(f,0)==0))return 1;char b[9]={0};read(0,b,8);puts(b);";
        var result = await RunAsync(Body, spec =>
        {
            spec.NumberOfRuns = 2;
            spec.Stdin = spec.ExpectedOutput = ByteString.CopyFromUtf8("input");
        });

        Assert.True(result.Verdict == Verdict.Accepted, result.ToString());
    }

    [Fact]
    public async Task A_very_long_argument_arrives()
    {
        var result = await RunAsync("printf(\"%zu\",strlen(argv[1]));", spec => spec.CommandLineArguments = new string('a', 100_000));

        Assert.Equal("100000", result.Stdout.ToStringUtf8());
    }

    [Fact]
    public async Task Two_boxes_at_once_see_nothing_of_each_other()
    {
        const string Body = """
            printf("%d %d %d", getuid(), processes(), access("/tmp/mark", F_OK)==0||access("/dev/shm/mark", F_OK)==0);
            close(open("/tmp/mark",O_CREAT|O_WRONLY,0666));close(open("/dev/shm/mark",O_CREAT|O_WRONLY,0666));
            fflush(stdout);sleep(1);printf(" %d", processes());
            """;
        var results = await Task.WhenAll(RunAsync(Body), RunAsync(Body), RunAsync(Body));
        var words = results.Select(result => result.Stdout.ToStringUtf8().Split(' ')).ToArray();

        Assert.All(words, word => Assert.Equal(["2", "0", "2"], word[1..]));
        Assert.Equal(3, words.Select(word => word[0]).Distinct().Count());
        Assert.DoesNotContain("0", words.Select(word => word[0]));
    }
}
