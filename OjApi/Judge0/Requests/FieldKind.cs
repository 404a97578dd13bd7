namespace OjApi.Judge0.Requests;

/// <summary>What a client sent for a field.</summary>
internal enum FieldKind
{
    /// <summary>Nothing, or null.</summary>
    Absent,

    /// <summary>Text; the only kind a form knows.</summary>
    Text,

    /// <summary>A JSON number, as it was written.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An array or an object, which no field is.</summary>
    Structure,

    /// <summary>Text that is not Unicode.</summary>
    Malformed,
}
