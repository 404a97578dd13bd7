using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Commands;

/// <summary>Start, stop and restart as they stand in each state; what ends a process is asked before.</summary>
internal static class LifecycleCommands
{
    public static ImmutableArray<ResourceCommandSnapshot> For(string? state, string resourceId)
    {
        var stopped = state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
        var running = state == KnownResourceStates.Running;
        var waiting = state == KnownResourceStates.Waiting;
        return
        [
            new(KnownResourceCommands.StartCommand, When(stopped || waiting, hidden: running), "Start", "Play", isHighlighted: true),
            new(KnownResourceCommands.StopCommand, When(running, hidden: stopped || waiting), "Stop", "Stop", isHighlighted: true) { ConfirmationMessage = $"Stop {resourceId}?" },
            new(KnownResourceCommands.RestartCommand, When(running, hidden: false), "Restart", "ArrowCounterclockwise", isHighlighted: false)
            {
                ConfirmationMessage = $"Restart {resourceId}?",
            },
        ];
    }

    private static ResourceCommandState When(bool enabled, bool hidden) =>
        enabled ? ResourceCommandState.Enabled : hidden ? ResourceCommandState.Hidden : ResourceCommandState.Disabled;
}
