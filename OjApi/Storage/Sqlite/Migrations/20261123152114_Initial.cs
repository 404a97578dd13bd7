using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OjApi.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "final_counter",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_final_counter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "languages",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_languages", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    ServerId = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.ServerId);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Token = table.Column<Guid>(type: "TEXT", nullable: false),
                    LanguageId = table.Column<int>(type: "INTEGER", nullable: false),
                    LanguageKey = table.Column<string>(type: "TEXT", nullable: false),
                    Spec = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CallbackUrl = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SandboxBaseId = table.Column<string>(type: "TEXT", nullable: true),
                    Result = table.Column<byte[]>(type: "BLOB", nullable: true),
                    InternalError = table.Column<string>(type: "TEXT", nullable: true),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: true),
                    ExitSignal = table.Column<int>(type: "INTEGER", nullable: true),
                    CpuTimeMicroseconds = table.Column<long>(type: "INTEGER", nullable: true),
                    MemoryKib = table.Column<long>(type: "INTEGER", nullable: true),
                    FinalSequence = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submissions", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "final_counter",
                columns: new[] { "Id", "Value" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_submissions_CreatedAt",
                table: "submissions",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_submissions_FinalSequence",
                table: "submissions",
                column: "FinalSequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_submissions_State_Owner",
                table: "submissions",
                columns: new[] { "State", "Owner" });

            migrationBuilder.CreateIndex(
                name: "IX_submissions_Token",
                table: "submissions",
                column: "Token",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "final_counter");

            migrationBuilder.DropTable(
                name: "languages");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "submissions");
        }
    }
}
