namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a manifest refers to by an expression instead of its value.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, as in <c>{join-token.value}</c>.</summary>
    string ValueExpression { get; }
}
