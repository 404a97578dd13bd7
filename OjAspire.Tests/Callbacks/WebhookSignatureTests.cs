using System.Text;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;

namespace OjAspire.Tests.Callbacks;

public sealed class WebhookSignatureTests
{
    // Of the specification's own libraries (standard-webhooks/libraries, their shared test case).
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private const string OtherKey = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public void The_known_case_of_the_specification_comes_out() => Assert.Equal(Signature, Sign(Key, ""));

    [Fact]
    public void With_a_previous_key_it_is_signed_with_both_the_current_one_first()
    {
        var signatures = Sign(OtherKey, Key).Split(' ');

        Assert.Equal(2, signatures.Length);
        Assert.Equal(Sign(OtherKey, ""), signatures[0]);
        Assert.Equal(Signature, signatures[1]);
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa", false)]
    [InlineData("whsec_not base64 at all, but it is long enough", false)]
    [InlineData("whsec_", false)]
    public void A_key_is_24_to_64_bytes_in_base64(string key, bool isKey) =>
        Assert.Equal(isKey, WebhookSignature.TryReadKey(key) is not null);

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(500, false)]
    public void A_key_has_its_bounds(int bytes, bool isKey) =>
        Assert.Equal(isKey, WebhookSignature.TryReadKey("whsec_" + Convert.ToBase64String(new byte[bytes])) is not null);

    private static string Sign(string key, string previous)
    {
        var options = Options.Create(new CallbackOptions { SigningKey = key, PreviousSigningKey = previous });
        return new WebhookSignature(options).Sign(Id, Timestamp, Encoding.UTF8.GetBytes(Body));
    }
}
