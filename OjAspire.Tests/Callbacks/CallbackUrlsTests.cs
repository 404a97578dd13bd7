using Microsoft.Extensions.Options;
using OjApi.Callbacks;

namespace OjAspire.Tests.Callbacks;

public sealed class CallbackUrlsTests
{
    private const string NotAUrl = "must be an absolute http or https URL";
    private const string Refused = "leads to an address that callbacks are not sent to";
    private const string Port = "must name port 80, 443 or one from 1024";

    [Theory]
    [InlineData("http://example.org/done?x=%20y#part")]
    [InlineData("HTTPS://Example.ORG:8443")]
    [InlineData("http://8.8.8.8:1024/")]
    [InlineData("http://[2606:4700:4700::1111]/")]
    [InlineData("https://bücher.example/")]
    [InlineData("http://a_b.example/")]
    [InlineData("http://notlocalhost/")]
    public void What_may_be_public_is_taken(string text)
    {
        Assert.Null(Urls().FindFault(text, out var url));
        Assert.Equal(text, url!.OriginalString);
    }

    [Theory]
    [InlineData("done", NotAUrl)]
    [InlineData("/done", NotAUrl)]
    [InlineData("//example.org/", NotAUrl)]
    [InlineData("ftp://example.org/", NotAUrl)]
    [InlineData("file:///etc/passwd", NotAUrl)]
    [InlineData("gopher://example.org/", NotAUrl)]
    [InlineData("http://", NotAUrl)]
    [InlineData("http:///path", NotAUrl)]
    [InlineData("http://exa mple.org/", NotAUrl)]
    [InlineData("http://example.org/\r\nX: y", NotAUrl)]
    [InlineData("http://example.org/\0", NotAUrl)]
    [InlineData("http://example.org:99999/", NotAUrl)]
    [InlineData("http://user:secret@example.org/", "must not contain a user name or a password")]
    [InlineData("http://example.org@127.0.0.1/", "must not contain a user name or a password")]
    [InlineData("http://example.org:22/", Port)]
    [InlineData("http://example.org:0/", Port)]
    [InlineData("https://example.org:25/", Port)]
    [InlineData("http://localhost/", Refused)]
    [InlineData("http://LOCALHOST.:8080/", Refused)]
    [InlineData("http://a.localhost/", Refused)]
    [InlineData("http://127.0.0.1/", Refused)]
    [InlineData("http://127.0.0.1./", Refused)]
    [InlineData("http://127.1/", Refused)]
    [InlineData("http://2130706433/", Refused)]
    [InlineData("http://0x7f000001/", Refused)]
    [InlineData("http://0x7f.1/", Refused)]
    [InlineData("http://0177.0.0.1/", Refused)]
    [InlineData("http://0/", Refused)]
    [InlineData("http://0.0.0.0/", Refused)]
    [InlineData("http://10.1.2.3/", Refused)]
    [InlineData("http://169.254.169.254/latest/meta-data/", Refused)]
    [InlineData("http://[::1]/", Refused)]
    [InlineData("http://[::]/", Refused)]
    [InlineData("http://[::ffff:127.0.0.1]/", Refused)]
    [InlineData("http://[::ffff:7f00:1]/", Refused)]
    [InlineData("http://[64:ff9b::7f00:1]/", Refused)]
    [InlineData("http://[2002:7f00:1::]/", Refused)]
    [InlineData("http://[fe80::1%25eth0]/", Refused)]
    [InlineData("http://[fd00::1]/", Refused)]
    public void What_can_never_be_called_is_refused_with_the_reason(string text, string fault) =>
        Assert.Equal(fault, Urls().FindFault(text, out _));

    [Fact]
    public void A_url_of_any_length_is_looked_at() =>
        Assert.Equal("is too long (maximum is 2048 characters)", Urls().FindFault("http://example.org/" + new string('x', 2_048), out _));

    [Theory]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://2130706433:8080/")]
    public void Where_loopback_is_configured_it_is_taken_in_each_form(string text) =>
        Assert.Null(Urls(new CallbackOptions { AllowedNetworks = "127.0.0.0/8" }).FindFault(text, out _));

    [Fact]
    public void Where_any_port_is_configured_any_is_taken() =>
        Assert.Null(Urls(new CallbackOptions { AllowAnyPort = true }).FindFault("http://example.org:25/", out _));

    [Theory]
    [InlineData("http://Example.org/a", "https://example.org:80/b", true)]
    [InlineData("http://example.org/", "https://example.org/", false)]
    [InlineData("http://127.1:8080/", "http://127.0.0.1:8080/", true)]
    public void Receivers_are_told_apart_by_host_and_port(string one, string other, bool isSame) =>
        Assert.Equal(isSame, CallbackUrls.HostOf(new Uri(one)) == CallbackUrls.HostOf(new Uri(other)));

    private static CallbackUrls Urls(CallbackOptions? options = null)
    {
        var chosen = Options.Create(options ?? new CallbackOptions());
        return new CallbackUrls(new AddressRules(chosen), chosen);
    }
}
