using System.Collections;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.ObjectGraphVisitors;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>Leaves out what is an empty collection. An empty object stays: it can mean something.</summary>
internal sealed class SkippedEmptyCollections(IObjectGraphVisitor<IEmitter> next) : ChainedObjectGraphVisitor(next)
{
    public override bool EnterMapping(IPropertyDescriptor key, IObjectDescriptor value, IEmitter context, ObjectSerializer serializer) =>
        !IsEmpty(value.Value) && base.EnterMapping(key, value, context, serializer);

    public override bool EnterMapping(IObjectDescriptor key, IObjectDescriptor value, IEmitter context, ObjectSerializer serializer) =>
        !IsEmpty(value.Value) && base.EnterMapping(key, value, context, serializer);

    private static bool IsEmpty(object? value) => value is null or ICollection { Count: 0 };
}
