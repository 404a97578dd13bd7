using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Resources;

/// <summary>The picture of a command.</summary>
internal static class CommandIcons
{
    private static readonly Icon Start = new Icons.Filled.Size16.Play().WithColor("var(--colorBrandForeground1)");
    private static readonly Icon Stop = new Icons.Filled.Size16.Stop().WithColor("var(--colorBrandForeground1)");
    private static readonly Icon Restart = new Icons.Regular.Size16.ArrowCounterclockwise().WithColor("var(--colorBrandForeground1)");
    private static readonly Icon Other = new Icons.Regular.Size16.Flash();

    /// <summary>Whether it starts, stops or restarts: the commands that everything has.</summary>
    public static bool IsLifecycle(string name) => name is "resource-start" or "resource-stop" or "resource-restart";

    /// <summary>By the command's name, else the Fluent icon that it names, else a general one.</summary>
    public static Icon Of(Command command) => command.Name switch
    {
        "resource-start" => Start,
        "resource-stop" => Stop,
        "resource-restart" => Restart,
        _ when command.IconName.Length > 0 && Named(command.IconName).TryGetInstance(out var icon) && icon is not null => icon,
        _ => Other,
    };

    private static IconInfo Named(string name) => new() { Name = name, Size = IconSize.Size16, Variant = IconVariant.Regular };
}
