using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Login;
using OjAspire.Dashboard.ResourceService;
using OjAspire.Dashboard.Resources;
using OjAspire.Dashboard.Security;
using OjAspire.Dashboard.ConsoleLogs;

// Its files lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddLogin();
builder.AddLanguages();
builder.AddResourceService();
builder.AddResourcesPage();
builder.AddConsoleLogs();
builder.AddPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseStatusCodePagesWithReExecute(NotFoundPage.Path);
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapLanguageSwitch();
app.MapPages();
app.Run();
