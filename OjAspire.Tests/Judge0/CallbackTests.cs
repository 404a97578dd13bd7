using System.Text;
using System.Text.Json.Nodes;
using OjAspire.Tests.Callbacks;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Storage;
using Xunit.Sdk;

namespace OjAspire.Tests.Judge0;

public sealed class CallbackTests : IAsyncLifetime
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string PreviousKey = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static readonly (string Option, string Value)[] Impatient =
    [
        ("AllowedNetworks", "127.0.0.0/8"),
        ("FirstPause", "00:00:00.02"),
        ("LongestPause", "00:00:00.1"),
        ("MaxTries", "3"),
        ("SigningKey", Key),
        ("PreviousSigningKey", PreviousKey),
    ];

    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task The_outcome_is_put_to_the_receiver_in_base64_and_signed_with_each_key()
    {
        await using var host = await StartAsync();
        var token = await SubmitAsync(host);
        Assert.Equal("waiting", (await CallbackAsync(host, token))["state"]!.GetValue<string>());

        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        var received = Assert.Single(await _receiver.WhenAsync(1));
        Assert.Equal(("PUT", "/done", "application/json"), (received.Method, received.Path, received.Headers["content-type"]));
        Assert.Equal(
            ["token", "time", "memory", "stdout", "stderr", "compile_output", "message", "status"],
            received.Json.AsObject().Select(field => field.Key));
        Assert.Equal((token, "0.012"), (received.Token, received.Json["time"]!.GetValue<string>()));
        Assert.Equal("1\n", Encoding.UTF8.GetString(Convert.FromBase64String(received.Json["stdout"]!.GetValue<string>())));
        Assert.Equal($"{token:N}-1", received.Id);
        Assert.True(received.IsSignedWith(Key) && received.IsSignedWith(PreviousKey));
        Assert.False(received.IsSignedWith("whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("another key of 28 characters"))));
        Assert.DoesNotContain("traceparent", received.Headers.Keys);
        await WhenAsync(host, token, """{"state":"delivered","tries":1,"last_error":null,"next_try_at":null}""");
    }

    [Fact]
    public async Task An_internal_error_is_an_outcome_too()
    {
        await using var host = await StartAsync();
        var token = await SubmitAsync(host);

        await host.Store.FailAsync(token, 1, "our fault");

        var received = Assert.Single(await _receiver.WhenAsync(1));
        Assert.Equal(13, received.Json["status"]!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_it_again_under_the_same_id()
    {
        _receiver.Answer = (before, context) => Receiver.AnswerAsync(context, before < 2 ? 500 : 200);
        await using var host = await StartAsync();

        var token = await FinishAsync(host);

        var received = await _receiver.WhenAsync(3);
        Assert.Single(received.Select(each => each.Id).Distinct());
        Assert.All(received, each => Assert.True(each.IsSignedWith(Key)));
        await WhenAsync(host, token, """{"state":"delivered","tries":3,"last_error":"answered with status 500","next_try_at":null}""");
    }

    [Fact]
    public async Task After_the_last_try_it_is_given_up()
    {
        _receiver.Answer = static (_, context) => Receiver.AnswerAsync(context, 404);
        await using var host = await StartAsync();

        var token = await FinishAsync(host);

        await WhenAsync(host, token, """{"state":"given_up","tries":3,"last_error":"answered with status 404","next_try_at":null}""");
        Assert.Equal(3, _receiver.Received.Count);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_left_alone()
    {
        _receiver.Answer = static (_, context) => Receiver.AnswerAsync(context, 410);
        await using var host = await StartAsync();

        var token = await FinishAsync(host);

        await WhenAsync(host, token, """{"state":"given_up","tries":1,"last_error":"answered with status 410","next_try_at":null}""");
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        _receiver.Answer = (_, context) =>
        {
            context.Response.Headers.Location = elsewhere.Address.ToString();
            return Receiver.AnswerAsync(context, 307);
        };
        await using var host = await StartAsync();

        var token = await FinishAsync(host);

        await WhenAsync(host, token, """{"state":"given_up","tries":3,"last_error":"answered with status 307","next_try_at":null}""");
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task A_receiver_that_never_ends_its_answer_is_not_listened_to()
    {
        _receiver.Answer = static async (_, context) =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            }
        };
        await using var host = await StartAsync();

        var token = await FinishAsync(host);

        await WhenAsync(host, token, """{"state":"delivered","tries":1,"last_error":null,"next_try_at":null}""");
    }

    [Fact]
    public async Task A_silent_receiver_has_its_time_and_no_more()
    {
        _receiver.Answer = static (_, context) => Receiver.HangAsync(context);
        await using var host = await StartAsync(("Timeout", "00:00:00.3"), ("ConnectTimeout", "00:00:00.3"), ("MaxTries", "1"));

        var token = await FinishAsync(host);

        var callback = await WhenAsync(host, token, callback => callback["state"]!.GetValue<string>() == "given_up");
        Assert.Matches("^no (answer|connection) within 0.3 s$", callback["last_error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_slow_receiver_does_not_hold_up_another()
    {
        await using var other = await Receiver.StartAsync();
        _receiver.Answer = static (_, context) => Receiver.HangAsync(context);
        await using var host = await StartAsync(("Concurrency", "4"), ("ConcurrencyPerHost", "2"), ("Timeout", "00:01:00"));
        for (var i = 0; i < 20; i++)
        {
            await FinishAsync(host);
        }

        var token = await SubmitAsync(host, other);
        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());

        Assert.Equal(token, Assert.Single(await other.WhenAsync(1)).Token);
        Assert.InRange(_receiver.Received.Count, 0, 2);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:Callbacks:AllowedNetworks", "127.0.0.0/8"));

        await FinishAsync(host);

        var received = Assert.Single(await _receiver.WhenAsync(1));
        Assert.Equal(
            ["webhook-id", "webhook-timestamp"],
            received.Headers.Keys.Where(name => name.StartsWith("webhook", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Where_callbacks_are_off_none_is_taken()
    {
        await using var host = await ApiHost.StartAsync(("Judge0:EnableCallbacks", "false"));

        using var response = await host.PostAsync(
            "/submissions", new { language_id = 71, source_code = "1", callback_url = "http://example.org/" });

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal("setting callback is not allowed", (await ApiHost.ReadAsync(response))["callback_url"]![0]!.GetValue<string>());
        Assert.False((await host.ReadAsync("/config_info"))["enable_callbacks"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_state_is_told_where_it_is_asked_for_alone_in_a_batch_and_in_the_list()
    {
        await using var host = await ApiHost.StartAsync(
            ("Judge0:Callbacks:AllowedNetworks", "127.0.0.0/8"), ("Judge0:AuthorizationToken", "boss"));
        var token = await FinishAsync(host);
        await WhenAsync(host, token, callback => callback["state"]!.GetValue<string>() == "delivered");

        Assert.Null((await host.ReadAsync($"/submissions/{token}"))["callback"]);
        string[] paths = [$"/submissions/batch?tokens={token}&fields=callback", "/submissions?X-Auth-User=boss&fields=callback"];
        foreach (var path in paths)
        {
            Assert.Equal("delivered", (await host.ReadAsync(path))["submissions"]![0]!["callback"]!["state"]!.GetValue<string>());
        }
    }

    /// <param name="options">Options of callbacks over the usual ones of these tests.</param>
    private static Task<ApiHost> StartAsync(params (string Option, string Value)[] options) => ApiHost.StartAsync(
        [.. options.Concat(Impatient).DistinctBy(each => each.Option).Select(each => ("Judge0:Callbacks:" + each.Option, each.Value))]);

    private async Task<Guid> FinishAsync(ApiHost host)
    {
        var token = await SubmitAsync(host);
        await host.Intake.FinishAsync(token, TestSubmissions.Accepted());
        return token;
    }

    private Task<Guid> SubmitAsync(ApiHost host, Receiver? receiver = null) =>
        host.SubmitAsync(new { language_id = 71, source_code = "1", callback_url = new Uri((receiver ?? _receiver).Address, "/done") });

    private static async Task<JsonNode> CallbackAsync(ApiHost host, Guid token) =>
        (await host.ReadAsync($"/submissions/{token}?fields=callback"))["callback"]!;

    private static async Task<JsonNode> WhenAsync(ApiHost host, Guid token, Func<JsonNode, bool> condition)
    {
        JsonNode callback = null!;
        await Eventually.TrueAsync(
            async () => condition(callback = await CallbackAsync(host, token)), "the callback did not come to that state");
        return callback;
    }

    private static async Task WhenAsync(ApiHost host, Guid token, string expected)
    {
        var callback = "";
        try
        {
            await WhenAsync(host, token, now => (callback = now.ToJsonString()) == expected);
        }
        catch (TrueException)
        {
            Assert.Equal(expected, callback);
        }
    }
}
