using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OjApi.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TenantAndPriority : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Tenant",
                table: "submissions",
                type: "TEXT",
                nullable: false,
                defaultValue: "default");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Priority",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "Tenant",
                table: "submissions");
        }
    }
}
