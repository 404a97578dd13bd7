using OjAspire.Dashboard.ConsoleLogs;
using OjAspire.Dashboard.Downloads;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Login;
using OjAspire.Dashboard.Metrics;
using OjAspire.Dashboard.Otlp;
using OjAspire.Dashboard.ResourceService;
using OjAspire.Dashboard.Resources;
using OjAspire.Dashboard.Security;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Topology;

// Its files lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddFrontendAddress();
builder.AddLogin();
builder.AddLanguages();
builder.AddResourceService();
builder.AddTelemetry();
builder.AddOtlpReceiver();
builder.AddResourcesPage();
builder.AddConsoleLogs();
builder.AddDownloads();
builder.AddMetricsPage();
builder.AddTopology();
builder.AddPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseLanguages();
app.UseAuthentication();
app.UseAuthorization();
app.UseStatusCodePagesWithReExecute(NotFoundPage.Path);
app.UseAntiforgery();
app.MapLanguageSwitch();
app.MapPages();
app.Run();
