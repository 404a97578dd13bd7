using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Localization;

namespace OjAspire.Dashboard.Layout;

/// <summary>Asks before something is done that cannot be undone.</summary>
internal static class Confirmation
{
    /// <summary>Whether the reader says yes.</summary>
    /// <param name="question">Key of the question's text.</param>
    /// <param name="title">Key of the dialog's title, which names what is about to be done.</param>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, IStringLocalizer<Words> words, string question, string title)
    {
        var answer = await dialogs.ShowConfirmationAsync(words[question], words[title], words["Dialog.Yes"], words["Dialog.No"]);
        return !answer.Cancelled;
    }
}
