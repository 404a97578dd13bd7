using OjApi.Callbacks;

namespace OjAspire.Tests.Callbacks;

public sealed class CallbackOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new CallbackOptionsValidator().Validate(null, new CallbackOptions()).Succeeded);

    [Fact]
    public void Everything_wrong_is_named_by_its_key_and_no_secret_is_repeated()
    {
        var options = new CallbackOptions
        {
            MaxTries = 0,
            Timeout = TimeSpan.FromMinutes(3),
            ConnectTimeout = TimeSpan.FromMinutes(4),
            FirstPause = TimeSpan.Zero,
            LongestPause = TimeSpan.FromDays(2),
            Concurrency = 1_001,
            ConcurrencyPerHost = 1_002,
            SigningKey = "my secret",
            AllowedNetworks = "10.0.0.0/8 10.0.0.1 fd00::/129",
        };

        var failures = new CallbackOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(
            [
                "MaxTries", "Timeout", "ConnectTimeout", "FirstPause", "LongestPause", "Concurrency", "ConcurrencyPerHost", "SigningKey",
                .. Enumerable.Repeat("AllowedNetworks", 2),
            ],
            failures.Select(failure => failure["Judge0:Callbacks:".Length..].Split(' ', ':')[0]));
        Assert.DoesNotContain(failures, failure => failure.Contains("my secret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_previous_key_alone_is_refused()
    {
        var options = new CallbackOptions { PreviousSigningKey = Convert.ToBase64String(new byte[24]) };

        Assert.Single(new CallbackOptionsValidator().Validate(null, options).Failures!);
    }

    [Fact]
    public void Pauses_grow_fourfold_are_drawn_and_keep_within_the_longest()
    {
        var options = new CallbackOptions();

        Assert.Equal(
            [5, 20, 80, 320, 1_280, 5_120, 7_200, 7_200, 7_200],
            Enumerable.Range(1, 9).Select(tries => Math.Round(Backoff.After(tries, asked: null, options, 1).TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(2.5), Backoff.After(1, asked: null, options, 0));
        Assert.Equal(TimeSpan.FromSeconds(3.75), Backoff.After(1, asked: null, options, 0.5));
        Assert.Equal(options.LongestPause, Backoff.After(100, asked: null, options, 1));
    }

    [Fact]
    public void A_receiver_may_ask_for_more_patience_within_the_longest_and_not_for_less()
    {
        var options = new CallbackOptions();

        Assert.Equal(TimeSpan.FromMinutes(1), Backoff.After(1, TimeSpan.FromMinutes(1), options, 0));
        Assert.Equal(options.LongestPause, Backoff.After(1, TimeSpan.FromDays(9), options, 0));
        Assert.Equal(TimeSpan.FromSeconds(2.5), Backoff.After(1, TimeSpan.FromSeconds(-5), options, 0));
    }
}
