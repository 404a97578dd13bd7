using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Containers;

/// <summary>
/// What <c>RuntimeDefault</c> means: the filter that container engines use unless told otherwise, from Debian's package
/// golang-github-containers-common, as the runtime takes it. The engines' form has conditions (capabilities, architecture), which
/// are decided here as the engines do.
/// </summary>
internal static class DefaultSeccompProfile
{
    private const string FilePath = "/usr/share/containers/seccomp.json";

    /// <summary>The filter for a container with certain capabilities (<c>CAP_…</c>).</summary>
    public static JsonObject For(IReadOnlyList<string> capabilities)
    {
        Assert.True(File.Exists(FilePath), "This test needs the default filter: apt-get install golang-github-containers-common");
        var profile = JsonNode.Parse(File.ReadAllText(FilePath))!;
        var rules = profile["syscalls"]!.AsArray().OfType<JsonObject>().Where(rule => Applies(rule, capabilities)).Select(Plain);
        var filter = new JsonObject
        {
            ["defaultAction"] = profile["defaultAction"]!.DeepClone(),
            ["architectures"] = new JsonArray(Architecture),
            ["syscalls"] = new JsonArray([.. rules]),
        };
        if (profile["defaultErrnoRet"] is { } errno)
        {
            filter["defaultErrnoRet"] = errno.DeepClone();
        }

        return filter;
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64";

    private static string ShortArchitecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static bool Applies(JsonObject rule, IReadOnlyList<string> capabilities)
    {
        var (included, excluded) = (rule["includes"] as JsonObject, rule["excludes"] as JsonObject);
        return Words(included, "caps").All(capabilities.Contains)
            && (Words(included, "arches") is not { Length: > 0 } arches || arches.Contains(ShortArchitecture))
            && !Words(excluded, "caps").Any(capabilities.Contains)
            && !Words(excluded, "arches").Contains(ShortArchitecture);
    }

    private static JsonObject Plain(JsonObject rule)
    {
        var plain = new JsonObject();
        foreach (var key in (string[])["names", "action", "args", "errnoRet"])
        {
            if (rule[key] is { } value && value is not JsonArray { Count: 0 })
            {
                plain[key] = value.DeepClone();
            }
        }

        return plain;
    }

    private static string[] Words(JsonObject? conditions, string key) =>
        conditions?[key] is JsonArray words ? [.. words.Select(word => word!.GetValue<string>())] : [];
}
