using Microsoft.Extensions.Localization;
using Microsoft.FluentUI.AspNetCore.Components;

namespace OjAspire.Dashboard.Localization;

/// <summary>Gives the component library its own few words (menu, close, no data ...) in the reader's language.</summary>
internal sealed class ComponentLocalizer(IStringLocalizer<Words> words) : IFluentLocalizer
{
    private const string Prefix = "Fluent.";

    public string this[string key, params object[] arguments]
    {
        get
        {
            var found = words[Prefix + key, arguments];
            return found.ResourceNotFound ? IFluentLocalizer.GetDefault(key, arguments) : found.Value;
        }
    }
}
