using System.Text.Json;

namespace OjApi.Judge0.Requests;

/// <summary>What is wrong with a submission: messages by field, in the order they were found.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _messages.Count == 0;

    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
        {
            _messages[field] = messages = [];
        }
        messages.Add(message);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (field, messages) in _messages)
        {
            writer.WriteStartArray(field);
            messages.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
