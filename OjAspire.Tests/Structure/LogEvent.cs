using System.Reflection;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Structure;

/// <summary>One generated log event, as it is compiled.</summary>
internal sealed record LogEvent(string Project, int Id, string Name, LogLevel Level, string Sentence)
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The projects whose logs operators read; one that an engine leaves out is not among them.</summary>
    public static IEnumerable<string> Projects { get; } =
    [
        .. new[] { "OjApi", "OjSandbox", "OjAspire.ServiceDefaults", "OjAspire.Hosting", "OjAspire.Dashboard", "OjAspire.AppHost" }
            .Where(project => File.Exists(PathOf(project))),
    ];

    /// <summary>Every event of every project, by project and id.</summary>
    public static IReadOnlyList<LogEvent> All { get; } = [.. Projects.SelectMany(Of)];

    /// <summary>The compiled form of a project.</summary>
    public static string PathOf(string project) => Path.Combine(AppContext.BaseDirectory, project + ".dll");

    private static IOrderedEnumerable<LogEvent> Of(string project) => Assembly.LoadFrom(PathOf(project)).GetTypes()
        .SelectMany(type => type.GetMethods(Declared))
        .Select(method => (Method: method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
        .Where(each => each.Attribute is not null)
        .Select(each => new LogEvent(
            project, each.Attribute!.EventId, each.Attribute.EventName ?? each.Method.Name, each.Attribute.Level, each.Attribute.Message))
        .OrderBy(each => each.Id);
}
