using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OjApi.Storage.Sqlite.Migrations
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Token = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: false, defaultValueSql: "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)"),
                    Claim = table.Column<Guid>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callbacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "request_keys",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StoredAt = table.Column<long>(type: "INTEGER", nullable: false, defaultValueSql: "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)")
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
