namespace OjAspire.Dashboard.Resources;

/// <summary>Where a resource comes from: the program of a process, the image of a container, the value of a parameter.</summary>
/// <param name="Text">Short, for a table.</param>
/// <param name="Full">The whole of it.</param>
/// <param name="IsSecret">Whether it must not be shown unasked.</param>
internal sealed record ResourceSource(string Text, string Full, bool IsSecret)
{
    /// <summary>The source as its properties say it, or null.</summary>
    public static ResourceSource? Of(Resource resource)
    {
        if (Property(resource, "project.path") is { } project)
        {
            return new(FileName(project.Value), project.Value, false);
        }
        if (Property(resource, "executable.path") is { } program)
        {
            var arguments = Property(resource, "executable.args")?.Value ?? "";
            return new(FileName(program.Value), arguments.Length == 0 ? program.Value : $"{program.Value} {arguments}", false);
        }
        if (Property(resource, "container.image") is { } image)
        {
            return new(image.Value, image.Value, false);
        }
        return IsConfiguration(resource) && Property(resource, "Value") is { } value
            ? new(value.IsSecret ? "" : value.Value, value.Value, value.IsSecret)
            : null;
    }

    /// <summary>The id of its process, or null.</summary>
    public static string? ProcessIdOf(Resource resource) => Property(resource, "executable.pid")?.Value;

    /// <summary>Whether it is only configured and never runs.</summary>
    public static bool IsConfiguration(Resource resource) => resource.Type is "Parameter" or "ConnectionString";

    private static Property? Property(Resource resource, string name) =>
        resource.Properties.FirstOrDefault(property => property.Name == name);

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
