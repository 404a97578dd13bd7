extern alias dashboard;

using dashboard::OjAspire.Dashboard.Resources;
using dashboard::OjAspire.ResourceService;

namespace OjAspire.Tests.Dashboard;

public sealed class CommandOutcomeTests
{
    private static readonly ExecuteCommandResponse Done = new() { Succeeded = true, Message = "Said." };
    private static readonly ExecuteCommandResponse Failed = new() { Error = "Broken." };
    private static readonly ExecuteCommandResponse GivenUp = new() { Canceled = true };

    [Fact]
    public void What_the_only_one_says_is_told_as_it_is()
    {
        Assert.Equal(new(CommandOutcomeKind.Succeeded, "Said."), Of(Done));
        Assert.Equal(new(CommandOutcomeKind.Failed, "Broken."), Of(Failed));
        Assert.Equal(new(CommandOutcomeKind.Canceled, ""), Of(GivenUp));
    }

    [Fact]
    public void One_failure_of_several_is_a_failure_that_names_its_replica() =>
        Assert.Equal(new(CommandOutcomeKind.Failed, "b: Broken."), Of(Done, Failed, GivenUp));

    private static CommandOutcome Of(params IEnumerable<ExecuteCommandResponse> responses) =>
        CommandOutcome.Of([.. responses.Zip("abc", (response, id) => new CommandAnswer(id.ToString(), response))]);
}
