using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OjAspire.Tests.Engines;

/// <summary>Types and members in one line each, much like C#, with everything that a caller's source depends on.</summary>
internal static class Signature
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A type, with the values of an enumeration: the compiler writes the numbers and not the names into a program.</summary>
    public static string Of(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        var values = type.IsEnum ? $" {{ {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}"))} }}" : "";
        return $"{Marks(type)}{kind} {type.Namespace}.{TypeName.Of(type)}{TypeName.Constraints(type.GetGenericArguments())}{values}";
    }

    /// <summary>A member; an accessor as its property.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } accessor when PropertyOf(accessor) is { } property => Of(property),
        PropertyInfo property => Of(property),
        ConstructorInfo constructor => $"{Marks(member)}{Access(constructor)}new({Parameters(constructor)})",
        MethodInfo method => $"{Marks(member)}{Access(method)}{TypeName.Of(method.ReturnParameter)} {Name(method)}({Parameters(method)}){TypeName.Constraints(method.GetGenericArguments())}",
        FieldInfo field => $"{Marks(member)}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeName.Of(field)} {field.Name}",
        _ => throw new NotSupportedException($"{member.DeclaringType}.{member}"),
    };

    /// <summary>All that a type offers to callers and to derived types.</summary>
    public static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared).Where(member => IsOffered(member) && !(member is MethodInfo accessor && PropertyOf(accessor) is not null)).Select(Of);

    /// <summary>Whether a member can be used outside its assembly.</summary>
    public static bool IsOffered(MemberInfo member) => member switch
    {
        MethodBase method => IsVisible(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static PropertyInfo? PropertyOf(MethodInfo method) => method.IsSpecialName
        ? method.DeclaringType!.GetProperties(Declared).SingleOrDefault(property => property.GetAccessors(nonPublic: true).Contains(method))
        : null;

    private static string Of(PropertyInfo property)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var name = property.GetIndexParameters().Length > 0 ? $"this[{Parameters(property.GetIndexParameters())}]" : property.Name;
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter) ? IsInit(setter) ? "init; " : "set; " : "";
        return $"{Marks(property)}{Access(accessor)}{required}{TypeName.Of(property)} {name} {{ {get}{set}}}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Name(MethodInfo method) => method.Name
        + (method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "");

    private static string Access(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + Parameters(method.GetParameters());

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{Passing(parameter)}{TypeName.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}"));

    private static string Passing(ParameterInfo parameter) => parameter switch
    {
        { IsOut: true } => "out ",
        { ParameterType.IsByRef: true, IsIn: true } => "in ",
        { ParameterType.IsByRef: true } => "ref ",
        _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
        _ => "",
    };

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum value => $"{value.GetType().Name}.{value}",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // What makes the compiler warn. It marks constructors itself where members are required, for the sake of older ones.
    private static string Marks(MemberInfo member) =>
        (member.GetCustomAttribute<ExperimentalAttribute>() is { } experimental ? $"[Experimental(\"{experimental.DiagnosticId}\")] " : "")
        + (member.IsDefined(typeof(ObsoleteAttribute), inherit: false) && !member.IsDefined(typeof(CompilerFeatureRequiredAttribute)) ? "[Obsolete] " : "");
}
