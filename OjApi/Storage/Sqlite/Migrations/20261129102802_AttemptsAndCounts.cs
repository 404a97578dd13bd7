using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OjApi.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AttemptsAndCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FailedDeliveries",
                table: "submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "FirstAttempt",
                table: "submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "RejudgedAt",
                table: "submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SandboxDeaths",
                table: "submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Unjudged",
                table: "submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    SubmissionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Ending = table.Column<int>(type: "INTEGER", nullable: false),
                    SandboxBaseId = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Result = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: true),
                    InternalError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => new { x.SubmissionId, x.Attempt });
                    table.ForeignKey(
                        name: "FK_attempts_submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_submissions_Unjudged",
                table: "submissions",
                column: "Unjudged",
                filter: "\"Unjudged\" IS NOT NULL");

            // Until now whatever had no verdict was given up.
            migrationBuilder.Sql("""UPDATE submissions SET "Unjudged" = 1 WHERE "InternalError" IS NOT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropIndex(
                name: "IX_submissions_Unjudged",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "FailedDeliveries",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "FirstAttempt",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "RejudgedAt",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "SandboxDeaths",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "Unjudged",
                table: "submissions");
        }
    }
}
