using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OjApi.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SqliteSubmissionContext --output-dir Storage/Sqlite/Migrations</c> read the model.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteSubmissionContext>
{
    public SqliteSubmissionContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSubmissionContext>().UseSqlite("Data Source=design.db").Options);
}
