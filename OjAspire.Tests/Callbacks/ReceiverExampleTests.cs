using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Session;
using OjAspire.Tests.Storage;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Callbacks;

/// <summary>The receiver that docs/reliability.md shows is run as it stands there, and gets what this server sends.</summary>
public sealed class ReceiverExampleTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task It_takes_what_is_signed_with_its_key_once_and_refuses_the_rest()
    {
        var port = ScriptedScheduler.FreePort();
        await using var receiver = ChildProcess.Start(
            "python3",
            ["-c", Program()],
            new Dictionary<string, string> { ["SIGNING_KEY"] = Key, ["PORT"] = port.ToString(CultureInfo.InvariantCulture) });
        var submission = TestSubmissions.Create() with
        {
            CallbackUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")),
            Result = TestSubmissions.Accepted(),
        };
        var body = Encoding.UTF8.GetBytes($$$"""{"token":"{{{submission.Token}}}","status":{"id":3,"description":"Accepted"}}""");

        await Eventually.TrueAsync(async () => await SendAsync(Key) is null, "the receiver did not take it");
        Assert.Null(await SendAsync(Key));
        Assert.Equal("answered with status 401", await SendAsync("whsec_" + Convert.ToBase64String(new byte[32])));
        Assert.Equal("answered with status 401", await SendAsync(""));
        await receiver.WhenAsync($"{submission.Token} Accepted");
        Assert.Single(receiver.Lines, line => line.EndsWith("Accepted", StringComparison.Ordinal));

        async Task<string?> SendAsync(string key)
        {
            var options = Options.Create(new CallbackOptions { AllowedNetworks = "127.0.0.0/8", SigningKey = key });
            var rules = new AddressRules(options);
            using var sender = new CallbackSender(
                new CallbackUrls(rules, options), rules, new WebhookSignature(options), _ => body, options, TimeProvider.System);
            return (await sender.TrySendAsync(submission, CancellationToken.None)).Error;
        }
    }

    private static string Program()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reliability.md"));
        const string Begin = "```python\n";
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
