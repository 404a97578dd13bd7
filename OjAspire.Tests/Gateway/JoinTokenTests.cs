using Grpc.Core;

namespace OjAspire.Tests.Gateway;

/// <summary>Which join tokens a server takes.</summary>
public sealed class JoinTokenTests
{
    private const string Previous = "the token before";

    [Theory]
    [InlineData(GatewayHost.JoinToken, Previous, StatusCode.OK)]
    [InlineData(Previous, Previous, StatusCode.OK)]
    [InlineData("another", Previous, StatusCode.Unauthenticated)]
    [InlineData("", Previous, StatusCode.Unauthenticated)]
    [InlineData("", "", StatusCode.Unauthenticated)]
    [InlineData(" ", " ", StatusCode.Unauthenticated)]
    [InlineData(Previous, "", StatusCode.Unauthenticated)]
    [InlineData(GatewayHost.JoinToken, "", StatusCode.OK)]
    [InlineData(GatewayHost.JoinToken, GatewayHost.JoinToken, StatusCode.OK)]
    [InlineData(Previous + "," + GatewayHost.JoinToken, Previous, StatusCode.Unauthenticated)]
    public async Task The_current_token_is_taken_and_the_previous_one_while_there_is_one(string shown, string previous, StatusCode expected)
    {
        await using var host = await GatewayHost.StartAsync(("Oj:PreviousJoinToken", previous));
        using var sandbox = host.Dial("Bearer " + shown);
        await sandbox.CloseAsync();

        // Nothing was said after the token, so who is let in is told to begin with Connect.
        var status = (await sandbox.EndAsync()).StatusCode;

        Assert.Equal(expected, status == StatusCode.InvalidArgument ? StatusCode.OK : status);
    }

    [Fact]
    public async Task Tokens_count_without_the_line_break_that_a_secret_made_from_a_file_ends_with()
    {
        await using var host = await GatewayHost.StartAsync(("Oj:JoinToken", "new\n"), ("Oj:PreviousJoinToken", "old\n"));

        foreach (var token in new[] { "new", "old" })
        {
            using var sandbox = host.Dial("Bearer " + token);
            await sandbox.CloseAsync();
            Assert.Equal(StatusCode.InvalidArgument, (await sandbox.EndAsync()).StatusCode);
        }
    }

    [Fact]
    public async Task A_sandbox_that_still_shows_the_previous_token_is_named_in_the_log()
    {
        await using var host = await GatewayHost.StartAsync(("Oj:PreviousJoinToken", Previous));
        using var old = host.Dial("Bearer " + Previous);
        await old.SendAsync(new Oj.Contracts.Scheduling.SandboxMessage { Connect = ScriptedSandbox.Hello("old") });
        await old.ReadAsync();

        using var moved = await host.ConnectAsync(ScriptedSandbox.Hello("moved"));

        var named = Assert.Single(host.Logs.Records, record => record.Event == "PreviousJoinTokenUsed");
        Assert.Contains($"{ScriptedSandbox.BaseId}-old ", named.Message, StringComparison.Ordinal);
    }
}
