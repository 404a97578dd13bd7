namespace OjAspire.Tests.Engines;

/// <summary>A type, or a member of it, as <see cref="Signature"/> writes them.</summary>
/// <param name="Type">The type.</param>
/// <param name="Member">The member; <see langword="null"/> for the type itself.</param>
internal readonly record struct ListedMember(string Type, string? Member)
{
    public override string ToString() => Member is null ? Type : $"{Type} . {Member}";
}
