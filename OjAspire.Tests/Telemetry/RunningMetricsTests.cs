using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Callbacks;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Integration.Telemetry;
using OjAspire.Tests.Processes;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Telemetry;

/// <summary>What real processes measure, as operators get it.</summary>
public sealed partial class RunningMetricsTests
{
    private const string First = "127.0.91.1";
    private const string Second = "127.0.91.2";
    private const string Admin = "operator-of-these-tests";

    // Of a language that only the scripted sandboxes have.
    private const int LanguageId = 990_001;

    [Fact]
    public async Task Every_documented_instrument_arrives_by_otlp_and_is_on_a_page_for_prometheus()
    {
        await using var collector = await MetricCollector.StartAsync();
        await using var cluster = ProcessCluster.Create();
        var sandbox = cluster.StartSandbox(2, [First, Second], new Dictionary<string, string>(collector.Environment)
        {
            ["METRICS_PORT"] = "0",

            // One of them is a name, so that something is looked up; nobody listens there.
            ["SCHEDULER_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"{First}:{cluster.Port},{Second}:{cluster.Port},localhost:{cluster.Port}"),
        });
        var stranger = cluster.StartSandbox(1, [First], new Dictionary<string, string> { ["Oj__JoinToken"] = "not the token" });
        await cluster.StartReplicaAsync(First, new Dictionary<string, string>(collector.Environment)
        {
            ["Oj__Gateway__ReportBy"] = "00:00:20",
            ["Judge0__Callbacks__AllowedNetworks"] = "127.0.0.0/8",
            ["Judge0__AuthorizationToken"] = Admin,
        });
        await sandbox.WhenAsync($"Connected to scheduler at {First}:{cluster.Port}");

        // Callbacks are to be seen at the first, so no other sends them.
        var environment = new Dictionary<string, string>(collector.Environment) { ["Judge0__EnableCallbacks"] = "false" };
        await cluster.StartReplicaAsync(Second, environment);
        await sandbox.WhenAsync($"Connected to scheduler at {Second}:{cluster.Port}");
        await cluster.KillReplicaAsync(Second);
        await cluster.StartReplicaAsync(Second, environment);
        await sandbox.WhenAsync($"Connected to scheduler at {Second}:{cluster.Port}", times: 2);
        await using var receiver = await Receiver.StartAsync();
        await cluster.Client(First).JudgeAsync(46, "echo hi", new { expected_output = "hi", callback_url = receiver.Address });
        await receiver.WhenAsync(1);
        await RepeatAsync(cluster.Client(First).Http);
        await stranger.WhenAsync(line => line.Contains("Unauthenticated", StringComparison.Ordinal));
        using var channel = GrpcChannel.ForAddress(string.Create(CultureInfo.InvariantCulture, $"http://{First}:{cluster.Port}"));
        var lost = await LoseAJobAsync(cluster, channel);
        using var scripted = await ConnectAsync(channel, cluster.JoinToken);

        using var http = new HttpClient();
        var page = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{First}:{cluster.Port}/metrics"));

        // The store is told of the lost job first, and then it counts.
        await Eventually.TrueAsync(
            async () => (await ReadAsync(http, page)).Types.ContainsKey("oj_api_redeliveries_total"), "the lost job was not counted");
        await cluster.Client(First).CancelAsync(lost);
        await cluster.Client(First).RejudgeAsync(lost, Admin);

        // The page is a moment old at most.
        await Eventually.TrueAsync(
            async () => (await ReadAsync(http, page)).Types.ContainsKey("oj_api_submission_rejudged_total"), "the rejudged one was not counted");
        var api = await ReadAsync(http, page);
        var own = await ReadAsync(http, new Uri(PageAddress().Match(sandbox.Lines.First(line => PageAddress().IsMatch(line))).Value));

        foreach (var row in MetricsTable.Rows)
        {
            await Eventually.TrueAsync(
                () => collector.Instruments.TryGetValue(row.Name, out var received) && received.Attributes.Count >= row.Attributes.Count,
                $"{row.Name} did not come with {string.Join(", ", row.Attributes)}");
            var received = collector.Instruments[row.Name];
            Assert.Equal((row.Unit, row.Kind), (received.Unit, received.Kind));
            Assert.Equal(row.Attributes, received.Attributes.Keys.Order(StringComparer.Ordinal));
            AssertShown(row, row.From == "sandbox" ? own : api);
        }

        AssertExpressionsCanAnswer(api.Samples.Concat(own.Samples).ToList());
        Assert.DoesNotContain(api.Samples, sample => sample.Labels.ContainsKey("otel_metric_overflow"));
        Assert.Single(api.Samples, sample => sample.Name == "oj_api_submission_duration_seconds_count");
        Assert.Equal(
            2, own.Samples.Single(sample => sample.Name == "oj_sandbox_slot_count" && sample.Labels["oj_slot_state"] == "free").Value);
    }

    /// <summary>A sandbox that tells of its connections, which are more than those here.</summary>
    private static async Task<ScriptedSandbox> ConnectAsync(GrpcChannel channel, string joinToken)
    {
        var sandbox = new ScriptedSandbox(new SchedulerService.SchedulerServiceClient(channel).SandboxStream(
            new Metadata { { "authorization", "Bearer " + joinToken } }));
        var hello = ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString());
        hello.Languages.Clear();
        hello.Languages.Add(new Language { Key = "of-this-test", Ids = { LanguageId }, Name = "A language" });
        await sandbox.SendAsync(new SandboxMessage { Connect = hello });
        await sandbox.ReadAsync(Kind.ConnectResponse);
        await sandbox.SendAsync(new SandboxMessage
        {
            State = new State { Slots = 2, FreeSlots = 2, Availability = Availability.Ready, Connections = new Connections { Known = 3, Chosen = 2, Open = 1, Limit = 2 } },
        });
        return sandbox;
    }

    /// <summary>Sends a submission, and sends it again.</summary>
    private static async Task RepeatAsync(HttpClient http)
    {
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/submissions") { Content = JsonContent.Create(new { language_id = 46, source_code = "echo hi" }) };
            request.Headers.Add("Idempotency-Key", "this-one");
            using var response = await http.SendAsync(request);
            Assert.Equal(201, (int)response.StatusCode);
        }
    }

    /// <summary>Takes a job in a language that the real sandbox does not take, and leaves with it.</summary>
    private static async Task<string> LoseAJobAsync(ProcessCluster cluster, GrpcChannel channel)
    {
        using var leaving = await ConnectAsync(channel, cluster.JoinToken);
        var token = await cluster.Client(First).SubmitAsync(LanguageId, "nobody else judges this");
        await leaving.ClaimAsync("c1");
        await leaving.ReadAsync(Kind.Assign);
        await leaving.SendAsync(new SandboxMessage { Goodbye = new Goodbye { Reason = "the test wants it" } });
        await leaving.CloseAsync();
        await leaving.EndAsync();
        return token;
    }

    private static async Task<PrometheusText> ReadAsync(HttpClient http, Uri address)
    {
        using var response = await http.GetAsync(address);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return PrometheusText.Parse(await response.Content.ReadAsStringAsync());
    }

    private static void AssertShown(MetricsTable.Row row, PrometheusText page)
    {
        Assert.Equal(row.Kind switch { "counter" => "counter", "histogram" => "histogram", _ => "gauge" }, page.Types.GetValueOrDefault(row.Prometheus, row.Prometheus + " is missing"));
        Assert.All(
            page.Samples.Where(sample => sample.Name == row.Prometheus || sample.Name == row.Prometheus + "_count"),
            sample => Assert.Equal(row.Attributes.Select(key => key.Replace('.', '_')), sample.Labels.Keys.Order(StringComparer.Ordinal)));
    }

    /// <summary>Every selector of the documented expressions names a metric that is there, with labels that it has.</summary>
    private static void AssertExpressionsCanAnswer(List<PrometheusText.Sample> samples)
    {
        Assert.NotEmpty(MetricsTable.Expressions);
        var attributes = MetricsTable.Rows.SelectMany(row => row.Attributes).Select(key => key.Replace('.', '_')).ToHashSet();
        foreach (var selector in MetricsTable.Expressions.SelectMany(expression => Selector().Matches(expression)).Where(match => !attributes.Contains(match.Value)))
        {
            var labels = LabelName().Matches(selector.Groups["labels"].Value).Select(label => label.Groups[1].Value);
            Assert.True(
                samples.Any(sample => sample.Name == selector.Groups["name"].Value && labels.All(sample.Labels.ContainsKey)),
                $"nothing on the pages answers {selector.Value}");
        }
    }

    [GeneratedRegex(@"http://\S+/metrics")]
    private static partial Regex PageAddress();

    [GeneratedRegex(@"(?<name>oj_(api|sandbox)_[a-z_]+)(\{(?<labels>[^}]*)\})?")]
    private static partial Regex Selector();

    [GeneratedRegex("([a-z_]+)(=|!=)\"")]
    private static partial Regex LabelName();
}
