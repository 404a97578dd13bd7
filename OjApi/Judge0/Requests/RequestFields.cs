using System.Text.Json;

namespace OjApi.Judge0.Requests;

/// <summary>The fields of one submission as they were sent, from JSON or from a form; unknown ones are left out.</summary>
internal sealed class RequestFields
{
    private readonly Dictionary<string, RequestField> _fields = new(StringComparer.Ordinal);

    /// <summary>The field of that name; absent when it was not sent.</summary>
    public RequestField this[string name] => _fields.GetValueOrDefault(name, new RequestField(FieldKind.Absent, ""));

    /// <summary>Shows every field that was sent, in the order of their names.</summary>
    public void Visit(Action<string, RequestField> visit)
    {
        foreach (var (name, field) in _fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            visit(name, field);
        }
    }

    public static RequestFields FromJson(JsonElement json)
    {
        var fields = new RequestFields();
        foreach (var property in json.EnumerateObject())
        {
            var name = ReadText(() => property.Name);
            if (name is not null && SubmissionFieldNames.Accepted.Contains(name))
            {
                fields._fields[name] = Read(property.Value);
            }
        }
        return fields;
    }

    /// <summary>A property of what should be an object; the last one when it is there twice.</summary>
    public static JsonElement? FindProperty(JsonElement json, string name)
    {
        JsonElement? found = null;
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
            {
                found = ReadText(() => property.Name) == name ? property.Value : found;
            }
        }
        return found;
    }

    /// <summary>A text; <see langword="null"/> when it is none, or not Unicode.</summary>
    public static string? ReadText(JsonElement value) => value.ValueKind == JsonValueKind.String ? ReadText(value.GetString) : null;

    public static RequestFields FromForm(IFormCollection form)
    {
        var fields = new RequestFields();
        foreach (var name in SubmissionFieldNames.Accepted)
        {
            if (form.TryGetValue(name, out var values) && values.Count > 0)
            {
                fields._fields[name] = new RequestField(FieldKind.Text, values[^1] ?? "");
            }
        }
        return fields;
    }

    private static RequestField Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => new(FieldKind.Absent, ""),
        JsonValueKind.String => ReadText(value.GetString) is { } text ? new(FieldKind.Text, text) : new(FieldKind.Malformed, ""),
        JsonValueKind.Number => new(FieldKind.Number, value.GetRawText()),
        JsonValueKind.True => new(FieldKind.Boolean, "true"),
        JsonValueKind.False => new(FieldKind.Boolean, "false"),
        _ => new(FieldKind.Structure, ""),
    };

    // The parser checks the grammar; that a string is valid Unicode shows only when it is read.
    private static string? ReadText(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
