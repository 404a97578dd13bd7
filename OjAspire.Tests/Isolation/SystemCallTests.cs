using System.Runtime.InteropServices;
using System.Text;
using OjAspire.Tests.Judging;
using OjSandbox.Isolation.Seccomp;

namespace OjAspire.Tests.Isolation;

/// <summary>The system call filter, tried from inside a box.</summary>
[Collection(JudgingCollection.Name)]
public sealed class SystemCallTests(JudgingFixture sandbox)
{
    private const string Prelude = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <unistd.h>
        #include <sys/ioctl.h>
        #include <sys/personality.h>
        #include <sys/ptrace.h>
        #include <sys/socket.h>
        #include <sys/syscall.h>
        #include <sys/wait.h>
        #define CHECK(what, call, error) errno=0; if ((call)!=-1||errno!=(error)) printf("%s: %d\n", what, errno)

        """;

    private async Task<string> RunAsync(string body)
    {
        var result = await sandbox.JudgeAsync("c", Prelude + "int main(void){" + body + "return 0;}");
        return result.HasStdout ? result.Stdout.ToStringUtf8() : result.CompileOutput.ToStringUtf8();
    }

    [Fact]
    public async Task Every_refused_call_is_refused_and_has_the_number_that_the_kernels_headers_say()
    {
        var isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        var body = new StringBuilder();
        foreach (var (call, error) in Syscalls.Denied.Select(call => (call, "EPERM")).Concat(Syscalls.Absent.Select(call => (call, "ENOSYS"))))
        {
            var number = isX64 ? call.X64 : call.Arm64;
            if (number >= 0)
            {
                body.Append($"\n#ifdef SYS_{call.Name}\n_Static_assert(SYS_{call.Name}=={number},\"{call.Name}\");\n#endif\n");
                body.Append($"CHECK(\"{call.Name}\", syscall({number},0,0,0,0,0,0), {error});");
            }
        }

        Assert.Equal("", await RunAsync(body.ToString()));
    }

    [Fact]
    public async Task A_new_namespace_is_refused_and_a_plain_fork_is_not() =>
        Assert.Equal("", await RunAsync("""
            int flags[]={CLONE_NEWNS,CLONE_NEWCGROUP,CLONE_NEWUTS,CLONE_NEWIPC,CLONE_NEWUSER,CLONE_NEWPID,CLONE_NEWNET};
            for(int i=0;i<7;i++){CHECK("clone", syscall(SYS_clone,flags[i]|SIGCHLD,0,0,0,0), EPERM);}
            int p=fork(); if(p==0)_exit(5); int s; waitpid(p,&s,0); if(s!=5<<8)puts("fork");
            """));

    [Fact]
    public async Task There_is_no_network_but_sockets_within_the_box_work() =>
        Assert.Equal("", await RunAsync("""
            CHECK("inet", socket(AF_INET,SOCK_STREAM,0), EAFNOSUPPORT);
            CHECK("inet6", socket(AF_INET6,SOCK_DGRAM,0), EAFNOSUPPORT);
            CHECK("netlink", socket(AF_NETLINK,SOCK_RAW,0), EAFNOSUPPORT);
            CHECK("packet", socket(AF_PACKET,SOCK_RAW,0), EAFNOSUPPORT);
            CHECK("vsock", socket(AF_VSOCK,SOCK_STREAM,0), EAFNOSUPPORT);
            int pair[2]; if(socketpair(AF_UNIX,SOCK_STREAM,0,pair)!=0)puts("unix");
            FILE*f=fopen("/proc/net/dev","r"); char line[512]; int n=0; while(fgets(line,512,f))n++; if(n!=3)printf("%d interfaces\n",n-2);
            """));

    [Fact]
    public async Task Tracing_odd_personalities_and_typing_into_terminals_are_refused() =>
        Assert.Equal("", await RunAsync("""
            CHECK("traceme", ptrace(PTRACE_TRACEME,0,0,0), EPERM);
            CHECK("personality", personality(ADDR_NO_RANDOMIZE), EPERM);
            if(personality(0xffffffff)!=0)puts("query");
            CHECK("sti", ioctl(0,TIOCSTI,"x"), EPERM);
            CHECK("setuid", setuid(0), EPERM);
            """));

    [Fact]
    public async Task Calls_of_another_architecture_end_the_program()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            Assert.Equal("", await RunAsync("CHECK(\"x32\", syscall(0x40000000|39), ENOSYS);"));
            var result = await sandbox.JudgeAsync("c", "#include <stdio.h>\nint main(){int r;puts(\"before\");fflush(stdout);__asm__ volatile(\"int $0x80\":\"=a\"(r):\"a\"(20):\"memory\");puts(\"after\");}");
            Assert.Equal(31, result.ExitSignal);
            Assert.Equal("before\n", result.Stdout.ToStringUtf8());
        }
    }
}
