using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Hosting;

/// <summary>Commands that an application host gives its resources.</summary>
public sealed class CustomCommandTests
{
    private static readonly Action<ILogger, string, Exception?> Greeted = LoggerMessage.Define<string>(LogLevel.Information, 0, "Greeted {Name}");

    [Fact]
    public async Task A_command_runs_in_the_application_host_for_the_replica_that_was_chosen_and_writes_into_its_log()
    {
        await using var application = await SampleApplication.StartAsync(replicas: 2, with: sample => sample.WithCommand("greet", "Greet", context =>
        {
            Greeted(context.Logger, context.ResourceName, null);
            return Task.FromResult(CommandResults.Success($"Hello from {context.ResourceName}"));
        }));
        var replica = (await application.HealthyAsync(2))[1].ResourceId;

        var result = await application.App.ResourceCommands.ExecuteCommandAsync(replica, "greet");

        Assert.Equal((true, $"Hello from {replica}"), (result.Success, result.Message));
        await foreach (var lines in application.Get<ResourceLoggerService>().WatchAsync(replica))
        {
            if (lines.Any(line => line.Content == $"Greeted {replica}"))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task What_a_command_is_and_whether_it_can_be_run_stands_in_every_snapshot()
    {
        await using var application = await SampleApplication.StartAsync(with: sample => sample.WithCommand("empty", "Empty", Succeed, new CommandOptions
        {
            Description = "Empties it",
            ConfirmationMessage = "Empty it?",
            IconName = "Delete",
            IconVariant = IconVariant.Filled,
            IsHighlighted = true,
            UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        }));
        var running = (await application.HealthyAsync(1))[0];
        var command = Of(running.Snapshot);

        Assert.Equal(("Empty", "Empties it", "Empty it?", "Delete"), (command.DisplayName, command.DisplayDescription, command.ConfirmationMessage, command.IconName));
        Assert.Equal((IconVariant.Filled, true, ResourceCommandState.Enabled), (command.IconVariant, command.IsHighlighted, command.State));

        await application.App.ResourceCommands.ExecuteCommandAsync(running.ResourceId, KnownResourceCommands.StopCommand);

        var stopped = await application.BecomesAsync(running.ResourceId, now => now.State?.Text == KnownResourceStates.Finished);
        Assert.Equal(ResourceCommandState.Disabled, Of(stopped.Snapshot).State);
        Assert.False((await application.App.ResourceCommands.ExecuteCommandAsync(running.ResourceId, "empty")).Success);

        static ResourceCommandSnapshot Of(CustomResourceSnapshot snapshot) => snapshot.Commands.Single(command => command.Name == "empty");
    }

    [Fact]
    public async Task A_command_that_throws_fails_and_one_that_cannot_say_whether_it_can_be_run_is_disabled()
    {
        await using var application = await SampleApplication.StartAsync(with: sample => sample
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("It broke."))
            .WithCommand("doubt", "Doubt", Succeed, new CommandOptions { UpdateState = _ => throw new InvalidOperationException("Who knows.") }));
        var replica = (await application.HealthyAsync(1))[0];

        var result = await application.App.ResourceCommands.ExecuteCommandAsync(replica.ResourceId, "break");

        Assert.Equal((false, "It broke."), (result.Success, result.Message));
        Assert.Equal(ResourceCommandState.Disabled, replica.Snapshot.Commands.Single(command => command.Name == "doubt").State);
    }

    [Fact]
    public async Task A_command_of_a_resource_runs_for_every_replica_and_names_those_that_failed()
    {
        string? spared = null;
        await using var application = await SampleApplication.StartAsync(replicas: 2, with: sample => sample.WithCommand("check", "Check", context =>
            Task.FromResult(context.ResourceName == spared ? CommandResults.Success() : CommandResults.Failure("Not well."))));
        var replicas = await application.HealthyAsync(2);
        spared = replicas[0].ResourceId;

        var result = await application.App.ResourceCommands.ExecuteCommandAsync(replicas[0].Resource, "check");

        Assert.False(result.Success);
        Assert.Contains($"Resource '{replicas[1].ResourceId}' failed with error message: Not well.", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(spared, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_resource_is_told_of_another_one_is_a_relationship_once()
    {
        await using var application = await SampleApplication.StartAsync(with: sample =>
        {
            var word = sample.ApplicationBuilder.AddParameter("word", new GenerateParameterDefault(), secret: true);
            sample.WithEnvironment("WORD", word).WithEnvironment("SAME_WORD", word).WithEnvironment("TEXT", $"The word is {word}.");
        });

        var replica = (await application.HealthyAsync(1))[0];

        Assert.Equal([("word", "Reference")], replica.Snapshot.Relationships.Select(relationship => (relationship.ResourceName, relationship.Type)));
    }

    private static Task<ExecuteCommandResult> Succeed(ExecuteCommandContext context) => Task.FromResult(CommandResults.Success());
}
