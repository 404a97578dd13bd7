using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OjAspire.Tests.Engines;

/// <summary>What a compiled assembly refers to in Aspire's namespaces, whichever engine it was compiled with.</summary>
internal static class AspireUse
{
    private const string Root = "Aspire.";

    /// <summary>The types, and the members each with its type. What is internal to the embedded engine only its own tests can use.</summary>
    public static IEnumerable<ListedMember> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences.Where(handle => IsAspires(metadata, handle)))
        {
            var type = assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(handle));
            if (type.IsVisible)
            {
                yield return new(Signature.Of(type), Member: null);
            }
        }

        foreach (var handle in metadata.MemberReferences.Where(handle => IsAspires(metadata, Declarer(metadata, handle))))
        {
            var member = assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle))!;
            var declarer = member.DeclaringType!;
            if (declarer.IsVisible && Signature.IsOffered(member))
            {
                var open = declarer.IsConstructedGenericType ? declarer.GetGenericTypeDefinition() : declarer;
                yield return new(Signature.Of(open), Signature.Of(open.GetMemberWithSameMetadataDefinitionAs(member)));
            }
        }
    }

    /// <summary>Types of an assembly that are referred to although they are not Aspire's.</summary>
    public static IEnumerable<string> OwnTypesOf(string engine, Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == engine)
                .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name))
                .Where(name => !name.StartsWith(Root, StringComparison.Ordinal)),
        ];
    }

    private static bool IsAspires(MetadataReader metadata, TypeReferenceHandle handle)
    {
        if (handle.IsNil)
        {
            return false;
        }

        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? IsAspires(metadata, (TypeReferenceHandle)type.ResolutionScope)
            : metadata.GetString(type.Namespace).StartsWith(Root, StringComparison.Ordinal);
    }

    // The type that a member belongs to, if it is one of another assembly; of a constructed type, what it is constructed from.
    private static TypeReferenceHandle Declarer(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var parent = metadata.GetMemberReference(handle).Parent;
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return default;
            }

            blob.ReadSignatureTypeCode();
            parent = blob.ReadTypeHandle();
        }

        return parent.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)parent : default;
    }
}
