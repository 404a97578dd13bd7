using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs;

/// <summary>Records as JSON, one a line.</summary>
internal static class LogFile
{
    // The file is not put into a page, so letters of any language stay as they are.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record as one line.</summary>
    public static string LineOf(LogEntry entry)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.Time);
            json.WriteString("level", entry.Severity.ToString());
            json.WriteString("resource", entry.Resource.Id);
            json.WriteString("category", entry.Category);
            WriteIfAny(json, "event", entry.EventName);
            json.WriteString("message", entry.Message);
            WriteIfAny(json, "traceId", entry.TraceId);
            WriteIfAny(json, "spanId", entry.SpanId);
            Write(json, "attributes", entry.Attributes);
            Write(json, "resourceAttributes", entry.Resource.Attributes);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in attributes.DistinctBy(attribute => attribute.Key))
        {
            json.WriteString(key, value);
        }
        json.WriteEndObject();
    }
}
