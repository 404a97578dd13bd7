using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Resources;

/// <summary>The picture of a command.</summary>
internal static class CommandIcons
{
    /// <summary>Whether it starts, stops or restarts: the commands that everything has.</summary>
    public static bool IsLifecycle(string name) => name is "start" or "stop" or "restart";

    /// <summary>By the command's name, else the Fluent icon that it names, else a general one.</summary>
    public static Icon Of(Command command)
    {
        Icon icon = command.Name switch
        {
            "start" => new Icons.Filled.Size16.Play(),
            "stop" => new Icons.Filled.Size16.Stop(),
            "restart" => new Icons.Regular.Size16.ArrowCounterclockwise(),
            _ when command.IconName.Length > 0
                && Named(command.IconName, command.IsIconFilled).TryGetInstance(out var named)
                && named is not null => named,
            _ => new Icons.Regular.Size16.Flash(),
        };
        return icon.WithColor(command.IsEnabled ? "var(--colorBrandForeground1)" : "var(--colorNeutralForegroundDisabled)");
    }

    private static IconInfo Named(string name, bool isFilled) =>
        new() { Name = name, Size = IconSize.Size16, Variant = isFilled ? IconVariant.Filled : IconVariant.Regular };
}
