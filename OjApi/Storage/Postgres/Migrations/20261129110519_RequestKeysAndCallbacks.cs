using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OjApi.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RequestKeysAndCallbacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "callbacks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Token = table.Column<Guid>(type: "uuid", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Host = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "CAST(date_part('epoch', clock_timestamp()) * 1000 AS bigint)"),
                    Claim = table.Column<Guid>(type: "uuid", nullable: true),
                    LastError = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callbacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "request_keys",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "bytea", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    Answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    StoredAt = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "CAST(date_part('epoch', clock_timestamp()) * 1000 AS bigint)")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_keys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_callbacks_NextTryAt",
                table: "callbacks",
                column: "NextTryAt",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_callbacks_Token_Attempt",
                table: "callbacks",
                columns: new[] { "Token", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_request_keys_StoredAt",
                table: "request_keys",
                column: "StoredAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "callbacks");

            migrationBuilder.DropTable(
                name: "request_keys");
        }
    }
}
