using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Integration;

/// <summary>Programs judged by the whole application, through every replica.</summary>
[Collection(SharedApplication.Name)]
public sealed class JudgingTests(SharedApplication shared)
{
    private const int C = 50;
    private const int Cpp = 54;
    private const int Python = 71;
    private const int Bash = 46;

    /// <summary>A name, the language, the program, more fields of the request, and the status ids that are right.</summary>
    public static TheoryData<string, int, string, string, int[]> Verdicts => new()
    {
        { "accepted", Bash, "echo hi", """{"expected_output":"hi"}""", [3] },
        { "wrong answer", Python, "print(1)", """{"expected_output":"2"}""", [4] },
        { "cpu time", C, "int main(){for(volatile long i=0;;i++);}", """{"cpu_time_limit":1}""", [5] },
        { "wall time", Python, "import time;time.sleep(30)", """{"cpu_time_limit":1,"wall_time_limit":2}""", [5] },
        { "compilation error", Cpp, "int main(){ return x; }", "{}", [6] },
        { "segmentation fault", C, "int main(){*(volatile int*)8=1;}", "{}", [7] },
        { "file size", Python, "while True: print('x'*65536)", """{"max_file_size":1024}""", [8] },
        { "division by zero", C, "int main(int c,char**v){volatile int z=c-1;return 1/z;}", "{}", [9] },
        { "abort", C, "#include <stdlib.h>\nint main(){abort();}", "{}", [10] },
        { "exit code", Python, "import sys;sys.exit(3)", "{}", [11] },
        { "memory", C, "#include <stdlib.h>\n#include <string.h>\nint main(){for(;;){char*p=malloc(1<<20);if(p)memset(p,1,1<<20);}}", """{"memory_limit":65536}""", [12] },
        { "killed by itself", C, "#include <signal.h>\nint main(){raise(SIGTERM);}", "{}", [12] },
    };

    public static TheoryData<int, int> LanguagesAndReplicas
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (var language in Programs.Sum.Keys)
            {
                for (var replica = 0; replica < SharedApplication.Replicas; replica++)
                {
                    data.Add(language, replica);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(LanguagesAndReplicas))]
    public async Task A_right_program_is_accepted_through_any_replica_and_known_to_every_other(int language, int replica)
    {
        var replicas = shared.Application.Replicas;

        var judged = await replicas[replica].JudgeAsync(language, Programs.Sum[language], new { stdin = "2 40\n", expected_output = "42\n" });

        Assert.True(judged["status"]!["id"]!.GetValue<int>() == 3, judged.ToJsonString());
        foreach (var other in replicas)
        {
            Assert.Equal("AC", (await other.GetSubmissionAsync(judged["token"]!.GetValue<string>()))["verdict"]!.GetValue<string>());
        }
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task A_program_gets_its_verdict_through_every_replica(string name, int language, string source, string more, int[] expected)
    {
        var answers = await Task.WhenAll(shared.Application.Replicas.Select(replica => replica.JudgeAsync(language, source, JsonNode.Parse(more))));

        Assert.All(answers, judged => Assert.True(expected.Contains(judged["status"]!["id"]!.GetValue<int>()), $"{name}: {judged.ToJsonString()}"));
    }

    [Fact]
    public async Task Every_replica_shows_the_same_slots()
    {
        foreach (var replica in shared.Application.Replicas)
        {
            var status = await replica.GetStatusAsync();

            Assert.Equal(SharedApplication.Sandboxes * SharedApplication.Slots, status["total_count"]!.GetValue<int>());
            Assert.Equal(SharedApplication.Sandboxes, status["sandboxes"]!.AsArray().Count);
            Assert.All(status["sandboxes"]!.AsArray(), sandbox => Assert.Equal(("ready", null), (sandbox!["state"]!.GetValue<string>(), sandbox["reason"]?.GetValue<string>())));
            Assert.All(status["sandboxes"]!.AsArray(), sandbox => Assert.Equal(Programs.Sum.Count, sandbox!["languages"]!.AsArray().Count));
        }
    }

    [Fact]
    public async Task The_balanced_endpoint_deals_requests_not_connections()
    {
        var seen = new HashSet<string>();
        for (var request = 0; request < 12; request++)
        {
            seen.Add((await shared.Application.Balanced.GetStatusAsync())["server"]!["id"]!.GetValue<string>());
        }

        Assert.Equal(SharedApplication.Replicas, seen.Count);
    }

    [Fact]
    public async Task No_sandbox_ever_runs_more_than_its_slots_while_every_replica_is_flooded()
    {
        const string source = "import time\nt = time.time()\nwhile time.time() - t < 0.2: pass\nprint(1)";
        var replicas = shared.Application.Replicas;
        var clients = replicas.SelectMany(replica => Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var round = 0; round < 3; round++)
            {
                var judged = await replica.JudgeAsync(Python, source, new { expected_output = "1" });
                Assert.Equal(3, judged["status"]!["id"]!.GetValue<int>());
            }
        })).ToArray();

        var finished = Task.WhenAll(clients);
        while (!finished.IsCompleted)
        {
            foreach (var replica in replicas)
            {
                var status = await replica.GetStatusAsync();
                Assert.Equal(SharedApplication.Sandboxes * SharedApplication.Slots, status["total_count"]!.GetValue<int>());
                Assert.All(status["sandboxes"]!.AsArray(), sandbox => Assert.InRange(sandbox!["running"]!.AsArray().Count, 0, SharedApplication.Slots));
            }
        }
        await finished;
    }

    [Fact]
    public async Task What_is_malformed_is_refused_by_field_and_reaches_no_sandbox()
    {
        using var response = await shared.Application.Balanced.Http.PostAsJsonAsync("/submissions", new { language_id = 99999, cpu_time_limit = 1000 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = await response.Content.ReadFromJsonAsync<JsonNode>();
        Assert.NotNull(errors!["language_id"]);
        Assert.NotNull(errors["source_code"]);
        Assert.NotNull(errors["cpu_time_limit"]);
    }
}
