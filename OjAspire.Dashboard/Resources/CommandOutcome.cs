namespace OjAspire.Dashboard.Resources;

/// <summary>How a command ended for all that were asked, as the reader is told.</summary>
internal sealed record CommandOutcome(CommandOutcomeKind Kind, string Message)
{
    /// <summary>One failure is a failure; of several replicas each says which it is.</summary>
    public static CommandOutcome Of(IReadOnlyList<CommandAnswer> answers)
    {
        CommandAnswer[] failed = [.. answers.Where(answer => answer.Response is { Succeeded: false, Canceled: false })];
        if (failed.Length > 0)
        {
            return new(CommandOutcomeKind.Failed, Text(failed, answers.Count, response => response.Error));
        }
        return answers.Any(answer => answer.Response.Canceled)
            ? new(CommandOutcomeKind.Canceled, "")
            : new(CommandOutcomeKind.Succeeded, Text(answers, answers.Count, response => response.Message));
    }

    private static string Text(
        IEnumerable<CommandAnswer> answers, int asked, Func<ExecuteCommandResponse, string> textOf) => string.Join('\n', answers
        .Select(answer => (answer.ResourceId, Text: textOf(answer.Response)))
        .Where(said => said.Text.Length > 0)
        .Select(said => asked == 1 ? said.Text : $"{said.ResourceId}: {said.Text}"));
}
