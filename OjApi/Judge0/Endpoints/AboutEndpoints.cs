using OjApi.Judge0.Responses;

namespace OjApi.Judge0.Endpoints;

/// <summary>What this server is, in the words of the interface it offers and in its own.</summary>
internal static class AboutEndpoints
{
    /// <summary>The release of Judge0 CE whose interface this is.</summary>
    private const string InterfaceVersion = "1.13.1";

    private const string SourceCode = "https://github.com/judge0/judge0";

    private static string OwnVersion => typeof(AboutEndpoints).Assembly.GetName().Version!.ToString(fieldCount: 3);

    public static IResult About() => Results.Json(new
    {
        version = InterfaceVersion,
        homepage = "https://judge0.com",
        source_code = SourceCode,
        maintainer = "OjAspire",
        implementation = "OjAspire",
        implementation_version = OwnVersion,
    });

    public static IResult Version() => Results.Text(InterfaceVersion + "\n");

    public static IResult License() => Results.Text(
        $"""
        OjAspire {OwnVersion} offers the REST interface of Judge0 CE {InterfaceVersion} and contains none of its code.
        The terms it comes under are in its own source repository; those of Judge0 CE (GPL-3.0) are at {SourceCode}.

        """);

    public static IResult Isolate() => Results.Text(
        """
        Programs run in bubblewrap boxes with control groups, not in isolate.
        No network, read-only root, a user of its own, and a limit on memory, processes and time of every run.

        """);

    public static IResult Statuses() => new JsonAnswer(StatusCodes.Status200OK, json =>
    {
        json.WriteStartArray();
        foreach (var status in Judge0Status.All)
        {
            json.WriteStartObject();
            json.WriteNumber("id", status.Id);
            json.WriteString("description", status.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
