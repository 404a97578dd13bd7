using System.Net;
using Grpc.Core;
using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.ResourceService;

namespace OjAspire.Dashboard.Resources;

/// <summary>Runs a command for the reader: asks first where the command says so, and tells how it ended. One for each circuit.</summary>
internal sealed class CommandRunner(
    ResourceServiceClient client, IDialogService dialogs, INotificationService notifications, IStringLocalizer<Words> words) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly HashSet<(string ResourceId, string Command)> _running = [];

    /// <summary>Raised on the circuit's thread when a command begins and when it has ended.</summary>
    public event Action? Changed;

    /// <summary>Whether this command is under way for this resource.</summary>
    public bool IsRunning(Resource resource, Command command) => _running.Contains((resource.Id, command.Name));

    /// <summary>What the command is called in the reader's language, or as the app host calls it.</summary>
    public string NameOf(Command command) => words.Or($"Command.{command.Name}", command.DisplayName);

    /// <summary>Asks, runs, tells. Returns when the command has ended for all targets or was not confirmed.</summary>
    /// <param name="targets">Ids of those that are asked; the resource itself, or the replicas of a group.</param>
    public async Task RunAsync(Resource resource, Command command, IReadOnlyList<string> targets)
    {
        if (!await ConfirmAsync(resource, command) || !_running.Add((resource.Id, command.Name)))
        {
            return;
        }
        Changed?.Invoke();
        try
        {
            await TellAsync(resource, command, CommandOutcome.Of(await Task.WhenAll(targets.Select(target => AskAsync(target, command)))));
        }
        catch (RpcException) when (_leaving.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        finally
        {
            _running.Remove((resource.Id, command.Name));
            Changed?.Invoke();
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task<CommandAnswer> AskAsync(string target, Command command)
    {
        try
        {
            return new(target, await client.ExecuteCommandAsync(target, command.Name, _leaving.Token));
        }
        catch (RpcException exception) when (!_leaving.IsCancellationRequested)
        {
            return new(target, new ExecuteCommandResponse { Error = exception.Status.Detail });
        }
    }

    private async Task<bool> ConfirmAsync(Resource resource, Command command)
    {
        if (command.Confirmation.Length == 0)
        {
            return true;
        }
        var translated = words[$"Confirm.{command.Name}", resource.Id];
        // The dialog takes markup; the question is text.
        var question = WebUtility.HtmlEncode(translated.ResourceNotFound ? command.Confirmation : translated.Value);
        var answer = await dialogs.ShowConfirmationAsync(question, NameOf(command), words["Dialog.Yes"], words["Dialog.No"]);
        return !answer.Cancelled;
    }

    private Task<ToastResult> TellAsync(Resource resource, Command command, CommandOutcome outcome) => notifications.ShowToastAsync(toast =>
    {
        (toast.Intent, var title) = outcome.Kind switch
        {
            CommandOutcomeKind.Succeeded => (ToastIntent.Success, "Command.Succeeded"),
            CommandOutcomeKind.Canceled => (ToastIntent.Info, "Command.Canceled"),
            _ => (ToastIntent.Error, "Command.Failed"),
        };
        toast.Title = WebUtility.HtmlEncode(words[title, NameOf(command), resource.Id]);
        toast.Message = WebUtility.HtmlEncode(outcome.Message);
        // The caller has its row to update: it does not wait until the toast is gone.
        toast.ResultTiming = ToastResultTiming.Queued;
    });
}
