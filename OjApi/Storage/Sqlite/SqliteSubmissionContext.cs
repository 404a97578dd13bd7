using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace OjApi.Storage.Sqlite;

/// <summary>The tables in SQLite.</summary>
internal sealed class SqliteSubmissionContext(DbContextOptions<SqliteSubmissionContext> options) : SubmissionContext(options)
{
    // Result codes of https://www.sqlite.org/rescode.html that speak of the file, the disk or other processes.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    public override bool IsUnavailable(DbException exception) => exception is SqliteException
    {
        SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or Protocol or NotADatabase,
    };

    public override Task<long> GetSizeAsync(CancellationToken cancellationToken) =>
        Database.SqlQuery<long>($"SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()").SingleAsync(cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no type for points in time; numbers can be compared and ordered.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDbFunction(() => StoreClock.Milliseconds()).HasTranslation(_ => NowInMilliseconds());
    }

    private static SqlUnaryExpression NowInMilliseconds()
    {
        var seconds = new SqlFunctionExpression(
            "unixepoch",
            [new SqlConstantExpression("now", StringTypeMapping.Default), new SqlConstantExpression("subsec", StringTypeMapping.Default)],
            nullable: false,
            argumentsPropagateNullability: [false, false],
            typeof(double),
            DoubleTypeMapping.Default);
        var milliseconds = new SqlBinaryExpression(
            System.Linq.Expressions.ExpressionType.Multiply,
            seconds,
            new SqlConstantExpression(1000.0, DoubleTypeMapping.Default),
            typeof(double),
            DoubleTypeMapping.Default);
        return new SqlUnaryExpression(System.Linq.Expressions.ExpressionType.Convert, milliseconds, typeof(long), new LongTypeMapping("INTEGER"));
    }
}
