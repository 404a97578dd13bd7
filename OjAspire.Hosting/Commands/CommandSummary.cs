using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Commands;

/// <summary>One result for a command that several replicas were asked.</summary>
internal static class CommandSummary
{
    /// <summary>The only one as it is; of several, a success if all are, else what went wrong with which.</summary>
    public static ExecuteCommandResult Of(IReadOnlyList<string> resourceIds, IReadOnlyList<ExecuteCommandResult> results)
    {
        if (results.Count == 1)
        {
            return results[0];
        }

        var failures = resourceIds.Zip(results).Where(pair => pair.Second is { Success: false, Canceled: false }).ToArray();
        return failures.Length > 0
            ? CommandResults.Failure(string.Join(
                Environment.NewLine,
                failures.Select(failed => $"Resource '{failed.First}' failed with error message: {failed.Second.Message}")
                    .Prepend($"{failures.Length} command executions failed.")))
            : results.Any(result => result.Canceled) ? CommandResults.Canceled() : CommandResults.Success();
    }
}
