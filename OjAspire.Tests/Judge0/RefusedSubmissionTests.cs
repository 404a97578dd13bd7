using System.IO.Compression;
using System.Text;
using OjApi.Submissions;

namespace OjAspire.Tests.Judge0;

public sealed class RefusedSubmissionTests(SharedApi api) : IClassFixture<SharedApi>
{
    private const string Blank = """["can't be blank"]""";

    private ApiHost Host => api.Host;

    [Theory]
    [InlineData("{}", "source_code", Blank)]
    [InlineData("{}", "language_id", Blank)]
    [InlineData("""{"language_id":null}""", "language_id", Blank)]
    [InlineData("""{"language_id":" "}""", "language_id", Blank)]
    [InlineData("""{"language_id":89}""", "language_id", """["language with id 89 doesn't exist"]""")]
    [InlineData("""{"language_id":-1}""", "language_id", """["language with id -1 doesn't exist"]""")]
    [InlineData("""{"language_id":1e300}""", "language_id", """["language with id 2147483647 doesn't exist"]""")]
    [InlineData("""{"language_id":"python"}""", "language_id", """["is not a number"]""")]
    [InlineData("""{"language_id":[71]}""", "language_id", """["is not a number"]""")]
    [InlineData("""{"language_id":71.5}""", "language_id", """["must be an integer"]""")]
    [InlineData("""{"source_code":" \n\t"}""", "source_code", Blank)]
    [InlineData("""{"source_code":"a\u0000b"}""", "source_code", """["must not contain null bytes"]""")]
    [InlineData("""{"source_code":["a"]}""", "source_code", """["is not a string","can't be blank"]""")]
    [InlineData("""{"source_code":"\ud800"}""", "source_code", """["is not valid Unicode","can't be blank"]""")]
    [InlineData("""{"stdin":{}}""", "stdin", """["is not a string"]""")]
    [InlineData("""{"stdin":true}""", "stdin", """["is not a string"]""")]
    [InlineData("""{"expected_output":"\udfff"}""", "expected_output", """["is not valid Unicode"]""")]
    [InlineData("""{"cpu_time_limit":15.1}""", "cpu_time_limit", """["must be less than or equal to 15.0"]""")]
    [InlineData("""{"cpu_time_limit":"-0.1"}""", "cpu_time_limit", """["must be greater than or equal to 0"]""")]
    [InlineData("""{"cpu_time_limit":"NaN"}""", "cpu_time_limit", """["is not a number"]""")]
    [InlineData("""{"cpu_extra_time":1e999}""", "cpu_extra_time", """["must be less than or equal to 5.0"]""")]
    [InlineData("""{"wall_time_limit":0.5}""", "wall_time_limit", """["must be greater than or equal to 1"]""")]
    [InlineData("""{"wall_time_limit":false}""", "wall_time_limit", """["is not a number"]""")]
    [InlineData("""{"memory_limit":2047}""", "memory_limit", """["must be greater than or equal to 2048"]""")]
    [InlineData("""{"memory_limit":"512001"}""", "memory_limit", """["must be less than or equal to 512000"]""")]
    [InlineData("""{"stack_limit":128001}""", "stack_limit", """["must be less than or equal to 128000"]""")]
    [InlineData("""{"max_processes_and_or_threads":0}""", "max_processes_and_or_threads", """["must be greater than 0"]""")]
    [InlineData("""{"max_file_size":4097}""", "max_file_size", """["must be less than or equal to 4096"]""")]
    [InlineData("""{"number_of_runs":21}""", "number_of_runs", """["must be less than or equal to 20"]""")]
    [InlineData("""{"number_of_runs":1.5}""", "number_of_runs", """["must be an integer"]""")]
    [InlineData("""{"redirect_stderr_to_stdout":[]}""", "redirect_stderr_to_stdout", """["is not a boolean"]""")]
    [InlineData("""{"enable_network":true}""", "enable_network", """["enabling network is not allowed"]""")]
    [InlineData("""{"callback_url":"http://127.1/"}""", "callback_url", """["leads to an address that callbacks are not sent to"]""")]
    [InlineData("""{"callback_url":"example.org/done"}""", "callback_url", """["must be an absolute http or https URL"]""")]
    [InlineData("""{"callback_url":["http://x.example/"]}""", "callback_url", """["is not a string"]""")]
    [InlineData("""{"language_id":71,"compiler_options":"-O2"}""", "compiler_options", """["setting compiler options is only allowed for compiled languages"]""")]
    [InlineData("""{"command_line_arguments":"a\u0000"}""", "command_line_arguments", """["must not contain null bytes"]""")]
    [InlineData("""{"additional_files":"bm8gemlw"}""", "additional_files", """["is not a zip archive"]""")]
    [InlineData("""{"tenant":"a b"}""", "tenant", """["must be 1 to 64 letters, digits, '.', '_' or '-'"]""")]
    [InlineData("""{"tenant":"é"}""", "tenant", """["must be 1 to 64 letters, digits, '.', '_' or '-'"]""")]
    [InlineData("""{"tenant":"12345678901234567890123456789012345678901234567890123456789012345"}""", "tenant", """["must be 1 to 64 letters, digits, '.', '_' or '-'"]""")]
    [InlineData("""{"tenant":["a"]}""", "tenant", """["is not a string"]""")]
    [InlineData("""{"priority":101}""", "priority", """["must be less than or equal to 100"]""")]
    [InlineData("""{"priority":-101}""", "priority", """["must be greater than or equal to -100"]""")]
    [InlineData("""{"priority":0.5}""", "priority", """["must be an integer"]""")]
    [InlineData("""{"priority":"urgent"}""", "priority", """["is not a number"]""")]
    [InlineData("""{"additional_files":5}""", "additional_files", """["is not a zip archive"]""")]
    public async Task A_wrong_field_is_named_with_what_is_wrong(string body, string field, string messages)
    {
        using var response = await Host.PostAsync("/submissions", body);

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal(messages, (await ApiHost.ReadAsync(response))[field]?.ToJsonString(Relaxed));
    }

    [Fact]
    public async Task Everything_wrong_is_named_at_once()
    {
        using var response = await Host.PostAsync("/submissions", """{"memory_limit":1,"number_of_runs":"x","compiler_options":1}""");

        var answer = await ApiHost.ReadAsync(response);
        Assert.Equal(["language_id", "source_code", "number_of_runs", "memory_limit"], answer.AsObject().Select(field => field.Key).OrderBy(Order));
        static int Order(string field) => Array.IndexOf(["language_id", "source_code", "number_of_runs", "memory_limit"], field);
    }

    [Theory]
    [InlineData("compiler_options")]
    [InlineData("command_line_arguments")]
    public async Task Words_of_more_than_512_characters_are_refused(string field)
    {
        var body = new Dictionary<string, object> { ["language_id"] = 54, ["source_code"] = "x", [field] = new string('a', 513) };
        using var refused = await Host.PostAsync("/submissions", body);
        Assert.Equal("""["is too long (maximum is 512 characters)"]""", (await ApiHost.ReadAsync(refused))[field]!.ToJsonString(Relaxed));

        body[field] = new string('a', 512);
        await Host.SubmitAsync(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    [InlineData("{\"source_code\":\"\t\"}")]
    [InlineData("{\"source_code\":01}")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body)
    {
        using var response = await Host.PostAsync("/submissions", body);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.StartsWith("the request body ", (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused_by_field()
    {
        byte[] body = [.. """{"language_id":71,"source_code":"1","stdin":" """u8, 0xff, 0xfe, .. "\"}"u8];

        using var response = await Host.PostAsync("/submissions", body);

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal("""{"stdin":["is not valid Unicode"]}""", (await ApiHost.ReadAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        using var response = await Host.PostAsync("/submissions", string.Concat(Enumerable.Repeat("{\"a\":", 5000)));

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_refused_with_or_without_a_length(bool hasLength)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"language_id":71,"source_code":"{{new string('x', 150_000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/submissions") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = !hasLength;

        using var response = await Host.Client.SendAsync(request);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal("""{"error":"the request body is too large (maximum is 100000 bytes)"}""", (await ApiHost.ReadAsync(response)).ToJsonString());
    }

    [Theory]
    [InlineData("../a", 0, "has an entry that leaves its directory")]
    [InlineData("a/../../b", 0, "has an entry that leaves its directory")]
    [InlineData("/etc/passwd", 0, "has an entry that leaves its directory")]
    [InlineData("a\\..\\b", 0, "has an entry that leaves its directory")]
    [InlineData("link", 0xA1FF, "has an entry that is neither a file nor a directory")]
    [InlineData("fifo", 0x11FF, "has an entry that is neither a file nor a directory")]
    public async Task Additional_files_that_would_leave_their_directory_are_refused(string name, int mode, string message)
    {
        var archive = Zip(zip => zip.CreateEntry(name).ExternalAttributes = mode << 16);

        using var response = await Host.PostAsync("/submissions", new { language_id = 71, source_code = "1", additional_files = archive });

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal(message, (await ApiHost.ReadAsync(response))["additional_files"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Additional_files_that_grow_too_large_are_refused_and_good_ones_kept()
    {
        static string Of(int size) => Zip(zip =>
        {
            using var content = zip.CreateEntry("data/a.txt").Open();
            content.Write(new byte[size]);
        });

        using var refused = await Host.PostAsync("/submissions", new { language_id = 71, source_code = "1", additional_files = Of((100 * 1024) + 1) });
        Assert.Equal("is too large when extracted (maximum is 100 KB)", (await ApiHost.ReadAsync(refused))["additional_files"]![0]!.GetValue<string>());

        var good = Of(100 * 1024);
        var token = await Host.SubmitAsync(new { language_id = 71, source_code = "1", additional_files = good });
        Assert.Equal(Convert.FromBase64String(good), (await Host.Store.FindAsync(token, default))!.Spec.AdditionalFiles.ToByteArray());
    }

    [Theory]
    [InlineData("fields=status,nope,,what", "invalid fields: [nope, what]")]
    [InlineData("fields=*,x", "invalid fields: [x]")]
    public async Task Unknown_fields_are_named(string query, string error)
    {
        using var written = await Host.PostAsync("/submissions?" + query, new { language_id = 71, source_code = "1" });
        using var read = await Host.GetAsync($"/submissions/{Guid.NewGuid()}?{query}");

        Assert.Equal((400, error), ((int)written.StatusCode, (await ApiHost.ReadAsync(written))["error"]!.GetValue<string>()));
        Assert.Equal(400, (int)read.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{5c0e1a2e-6b5c-4f0b-9d49-2c3f3a1f4f6e}")]
    [InlineData("5c0e1a2e-6b5c-4f0b-9d49-2c3f3a1f4f6e")]
    public async Task An_unknown_token_is_not_found(string token)
    {
        using var response = await Host.GetAsync("/submissions/" + token);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal("""{"status":404,"error":"Not Found"}""", (await ApiHost.ReadAsync(response)).ToJsonString());
    }

    [Theory]
    [InlineData("full", "queue is full")]
    [InlineData("store", "the submission store is not available")]
    public async Task No_room_and_no_store_mean_try_again_later(string refusal, string error)
    {
        Host.Intake.Refusal = refusal switch
        {
            "full" => new QueueFullException(),
            _ => new StoreUnavailableException("secret path"),
        };
        using var response = await Host.PostAsync("/submissions", new { language_id = 71, source_code = "1" });
        Host.Intake.Refusal = null;

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        Assert.Equal(error, (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>());
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }
        return Convert.ToBase64String(stream.ToArray());
    }
}
