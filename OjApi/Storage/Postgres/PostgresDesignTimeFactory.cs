using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OjApi.Storage.Postgres;

/// <summary>Lets <c>dotnet ef migrations add NAME --context PostgresSubmissionContext --output-dir Storage/Postgres/Migrations</c> read the model.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresSubmissionContext>
{
    public PostgresSubmissionContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSubmissionContext>().UseNpgsql("Host=localhost").Options);
}
