using System.Text;

namespace OjAspire.Tests.Judge0;

public sealed class SubmissionFuzzTests(SharedApi api) : IClassFixture<SharedApi>
{
    private const int Seed = 20261123;
    private const int Bodies = 1500;

    private static readonly string[] Fragments =
    [
        "null", "true", "[]", "{}", "\"\"", "-1", "1e999", "-1e-999", "0x1", "\"NaN\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"é\"", "[[[[", "}}}}",
        ",", ":", "\"source_code\":", "\"language_id\":71,", "\"\\ud800\":1,", "\"submissions\":[", "\"additional_files\":\"UEsDBA==\"", "\\", "\u0001", "\uFEFF",
        "99999999999999999999999999", "\"=====\"", "0.000000000000000000000000000000001",
    ];

    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(
        """
        {"language_id":71,"source_code":"print(1)","stdin":"1\n","expected_output":"1","cpu_time_limit":"1.5","memory_limit":64000,
         "number_of_runs":1,"enable_network":false,"redirect_stderr_to_stdout":"0","compiler_options":"","command_line_arguments":"a b"}
        """);

    private static readonly string[] Queries = ["", "?base64_encoded=true", "?fields=*", "?wait=1", "?fields=%00", "?base64_encoded=true&fields=a,b"];
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data"];

    [Theory]
    [InlineData("/submissions")]
    [InlineData("/submissions/batch")]
    public async Task Mutated_bodies_are_accepted_or_refused_but_never_break_the_server(string path)
    {
        var random = new Random(Seed);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < Bodies; i++)
        {
            var body = Mutate(random, path.EndsWith("batch", StringComparison.Ordinal) ? [.. "{\"submissions\":["u8, .. Valid, .. "]}"u8] : Valid);
            var contentType = random.Next(3) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : ContentTypes[0];
            using var response = await api.Host.PostAsync(path + Queries[random.Next(Queries.Length)], body, contentType);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(
                status is 201 or (>= 400 and < 500), $"body {i} (seed {Seed}) got {status}: {contentType} {Convert.ToBase64String(body)}");
        }
        Assert.True(statuses.GetValueOrDefault(201) > 10, "some mutations are harmless");
        Assert.True(statuses.GetValueOrDefault(400) > 10 && statuses.GetValueOrDefault(422) > 10, "some are not");
    }

    private static byte[] Mutate(Random random, byte[] valid)
    {
        var body = valid.ToList();
        for (var count = random.Next(0, 5); count > 0; count--)
        {
            var at = random.Next(body.Count + 1);
            var length = random.Next(Math.Min(12, body.Count - at + 1));
            switch (random.Next(5))
            {
                case 0:
                    body.RemoveRange(at, length);
                    break;
                case 1:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 2 when at < body.Count:
                    body[at] = (byte)random.Next(256);
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, length));
                    break;
                default:
                    ReplaceValue(random, body, at);
                    break;
            }
        }
        return [.. body];
    }

    // What stands behind a colon becomes something else, so that the grammar survives and the fields are reached.
    private static void ReplaceValue(Random random, List<byte> body, int from)
    {
        var colon = body.FindIndex(from, character => character == ':');
        var end = colon < 0 ? -1 : body.FindIndex(colon, character => character is (byte)',' or (byte)'}');
        if (end > 0)
        {
            body.RemoveRange(colon + 1, end - colon - 1);
            body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
        }
    }
}
