using System.Reflection;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Engines;

/// <summary>The checked-in list: assemblies in brackets, their types, and indented the types' members.</summary>
internal static class AspireList
{
    /// <summary>The assembly of the embedded engine.</summary>
    public const string Embedded = "OjAspire.Hosting";

    private const string Indentation = "    ";

    /// <summary>Everything that is listed, by the assembly that Aspire has it in.</summary>
    public static ILookup<string, ListedMember> Members { get; } = Read().ToLookup(each => each.Assembly, each => each.Member);

    /// <summary>The assembly that has the listed types in this build: Aspire's own, or ours in the place of all of them.</summary>
    public static Assembly Provider(string assembly) => Assembly.Load(
        typeof(Projects.OjAspire_AppHost).Assembly.GetReferencedAssemblies().Any(name => name.Name == Embedded) ? Embedded : assembly);

    /// <summary>Shows every line that is wrong, for whoever has to correct the list.</summary>
    public static void AssertNone(string what, IEnumerable<ListedMember> members)
    {
        var lines = members.Select(member => $"  {member}").Order(StringComparer.Ordinal).ToArray();
        Assert.True(lines.Length == 0, $"{lines.Length} {what}:\n{string.Join('\n', lines)}");
    }

    private static IEnumerable<(string Assembly, ListedMember Member)> Read()
    {
        var (assembly, type) = ("", "");
        foreach (var line in File.ReadLines(Path.Combine(SourceTree.Root, "OjAspire.Tests", "Engines", "Aspire13_5.txt")))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith(Indentation, StringComparison.Ordinal))
            {
                yield return (assembly, new(type, line[Indentation.Length..]));
            }
            else if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                assembly = line[3..];
            }
            else
            {
                type = line;
                yield return (assembly, new(type, Member: null));
            }
        }
    }
}
