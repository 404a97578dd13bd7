namespace OjApi.Judge0.Requests;

/// <summary>One field as it was sent.</summary>
/// <param name="Kind">What was sent.</param>
/// <param name="Text">The text, the number as written, or <c>true</c>/<c>false</c>; empty for the other kinds.</param>
internal readonly record struct RequestField(FieldKind Kind, string Text);
