using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace OjApi.Storage;

/// <summary>
/// The store's own clock, for queries. Leases are measured on it alone: the clocks of the replicas need not agree.
/// </summary>
internal static class StoreClock
{
    /// <summary>Milliseconds since 1970 UTC when the statement runs. Translated to SQL by each provider's context.</summary>
    public static long Milliseconds() => throw new NotSupportedException("The store's clock can be read in queries only.");

    /// <summary>The milliseconds in SQL.</summary>
    /// <param name="function">The provider's function that tells the seconds since 1970, with their fractions.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="integerType">The provider's type of 64-bit integers.</param>
    public static SqlExpression MillisecondsFrom(string function, SqlExpression[] arguments, string integerType)
    {
        var seconds = new SqlFunctionExpression(
            function, arguments, nullable: false, arguments.Select(_ => false), typeof(double), DoubleTypeMapping.Default);
        var milliseconds = new SqlBinaryExpression(
            ExpressionType.Multiply,
            seconds,
            new SqlConstantExpression(1000.0, DoubleTypeMapping.Default),
            typeof(double),
            DoubleTypeMapping.Default);
        return new SqlUnaryExpression(ExpressionType.Convert, milliseconds, typeof(long), new LongTypeMapping(integerType));
    }

    /// <summary>A text argument.</summary>
    public static SqlExpression Text(string text) => new SqlConstantExpression(text, StringTypeMapping.Default);

    /// <summary>An argument that is itself a function's value.</summary>
    public static SqlExpression Call(string function) =>
        new SqlFunctionExpression(function, [], nullable: false, [], typeof(DateTimeOffset), DateTimeOffsetTypeMapping.Default);
}
