using System.Collections.Frozen;

namespace OjApi.Judge0.Responses;

/// <summary>Reads the query parameter <c>fields</c>.</summary>
internal static class FieldSelection
{
    private const string Everything = "*";

    private static readonly FrozenDictionary<string, SubmissionField> ByName =
        SubmissionFields.All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The fields that are asked for.</summary>
    /// <exception cref="Requests.RequestRefusedException">Some are unknown.</exception>
    public static IReadOnlyList<SubmissionField> Parse(string? fields)
    {
        var names = (fields ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.Where(name => name != Everything && !ByName.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            throw new Requests.RequestRefusedException(StatusCodes.Status400BadRequest, $"invalid fields: [{string.Join(", ", unknown)}]");
        }
        if (names.Length == 0)
        {
            return SubmissionFields.Default;
        }
        return names.Contains(Everything) ? SubmissionFields.All : [.. names.Distinct(StringComparer.Ordinal).Select(name => ByName[name])];
    }
}
