using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OjApi.Storage.Postgres.Migrations
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "FirstAttempt",
                table: "submissions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RejudgedAt",
                table: "submissions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SandboxDeaths",
                table: "submissions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Unjudged",
                table: "submissions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    SubmissionId = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Ending = table.Column<int>(type: "integer", nullable: false),
                    SandboxBaseId = table.Column<string>(type: "text", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    Result = table.Column<byte[]>(type: "bytea", nullable: true),
                    Verdict = table.Column<int>(type: "integer", nullable: true),
                    InternalError = table.Column<string>(type: "text", nullable: true)
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
