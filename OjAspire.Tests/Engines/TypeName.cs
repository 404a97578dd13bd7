using System.Reflection;

namespace OjAspire.Tests.Engines;

/// <summary>Names of types as C# writes them, without namespace; <c>?</c> where <see langword="null"/> is allowed.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Of(Type type) => Of(type, nullability: null);

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    /// <summary>What is demanded of type parameters.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Select(Constraint));

    private static string Constraint(Type parameter)
    {
        List<string> demanded = [.. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal)];
        var special = parameter.GenericParameterAttributes;
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            demanded.Insert(0, "struct");
        }
        else if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            demanded.Add("new()");
        }

        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            demanded.Insert(0, "class");
        }

        return demanded.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", demanded)}";
    }

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        var mayBeNull = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        return Plain(type, nullability) + mayBeNull;
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var outer = type.IsNested ? Of(type.DeclaringType!) + "." : "";
        return outer + type.Name.Split('`')[0] + Arguments(type, nullability);
    }

    private static string Variance(Type type, Type argument) =>
        type.IsGenericTypeDefinition && argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Covariant) ? "out " : "";

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        var known = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments()
            .Select((argument, at) => Variance(type, argument) + Of(argument, at < known.Length ? known[at] : null)).ToArray();
        return arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>";
    }
}
