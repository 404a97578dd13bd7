namespace OjApi.Storage;

/// <summary>A language that some sandbox announced once.</summary>
internal sealed class LanguageRow
{
    public required string Key { get; set; }

    /// <summary>Serialized <c>oj.scheduling.v1.Language</c>, as announced last.</summary>
    public required byte[] Language { get; set; }
}
