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

    /// <summary>Whether this command is under way for this resource.</summary>
    public bool IsRunning(Resource resource, Command command) => _running.Contains((resource.Id, command.Name));

    /// <summary>What the command is called in the reader's language, or as the app host calls it.</summary>
    public string NameOf(Command command) => words.Or($"Command.{command.Name}", command.DisplayName);

    /// <summary>Asks, runs, tells. Returns when the command has ended or was not confirmed.</summary>
    public async Task RunAsync(Resource resource, Command command)
    {
        if (!await ConfirmAsync(resource, command) || !_running.Add((resource.Id, command.Name)))
        {
            return;
        }
        string? error;
        try
        {
            var response = await client.ExecuteCommandAsync(resource.Id, command.Name, _leaving.Token);
            error = response.Succeeded ? null : response.Error;
        }
        catch (RpcException exception) when (!_leaving.IsCancellationRequested)
        {
            error = exception.Status.Detail;
        }
        catch (RpcException)
        {
            return;
        }
        finally
        {
            _running.Remove((resource.Id, command.Name));
        }
        await TellAsync(resource, command, error);
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
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

    private Task<ToastResult> TellAsync(Resource resource, Command command, string? error) => notifications.ShowToastAsync(toast =>
    {
        toast.Intent = error is null ? ToastIntent.Success : ToastIntent.Error;
        toast.Title = WebUtility.HtmlEncode(words[error is null ? "Command.Succeeded" : "Command.Failed", NameOf(command), resource.Id]);
        toast.Message = WebUtility.HtmlEncode(error);
        // The caller has its row to update: it does not wait until the toast is gone.
        toast.ResultTiming = ToastResultTiming.Queued;
    });
}
