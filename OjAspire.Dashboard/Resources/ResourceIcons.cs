using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Resources;

/// <summary>The picture of a type of resources.</summary>
internal static class ResourceIcons
{
    public static Icon Of(Resource resource) => resource.Type switch
    {
        "Project" => new Icons.Regular.Size16.Code(),
        "Executable" => new Icons.Regular.Size16.Window(),
        "Container" => new Icons.Regular.Size16.Box(),
        "Parameter" => new Icons.Regular.Size16.Key(),
        "ConnectionString" => new Icons.Regular.Size16.Link(),
        _ => new Icons.Regular.Size16.Cube(),
    };
}
