// A service for tests of the application host: it answers who it is, streams, and ends in every way a process can.
using System.Diagnostics;
using OjAspire.ServiceDefaults.SharedPort;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(TimeProvider.System);
builder.WebHost.UseSharedPort([builder.Configuration["ASPNETCORE_URLS"] ?? "http://localhost:0"]);
var app = builder.Build();

// Healthy only while this file exists, if one is named.
var healthFile = builder.Configuration["SAMPLE_HEALTH_FILE"];
app.MapGet("/health", () => healthFile is null || File.Exists(healthFile) ? Results.Ok() : Results.StatusCode(503));

app.MapGet("/who", (HttpContext context) => new
{
    processId = Environment.ProcessId,
    protocol = context.Request.Protocol,
    host = context.Request.Headers["X-Forwarded-Host"].ToString(),
    caller = context.Request.Headers["X-Forwarded-For"].ToString(),
    scheme = context.Request.Headers["X-Forwarded-Proto"].ToString(),
});

app.MapGet("/env/{name}", (string name) => Environment.GetEnvironmentVariable(name));

// One event at once, then nothing until the client goes.
app.MapGet("/events", async (HttpContext context) =>
{
    context.Response.ContentType = "text/event-stream";
    await context.Response.WriteAsync("data: first\n\n");
    await context.Response.Body.FlushAsync();
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
});

// Both ways at once, with a trailer at the end, as gRPC has it.
app.MapPost("/echo", async (HttpContext context) =>
{
    context.Response.ContentType = context.Request.ContentType;
    context.Response.DeclareTrailer("x-end");
    await context.Response.Body.FlushAsync();
    await context.Request.Body.CopyToAsync(context.Response.Body);
    context.Response.AppendTrailer("x-end", "reached");
});

app.MapPost("/say", (string text) => Console.WriteLine(text));
app.MapPost("/exit", (int code) => Environment.Exit(code));
app.MapPost("/spawn", () => Process.Start("sleep", "1000").Id);

await app.RunAsync();

// Its web server has stopped as asked, but the process stays.
if (builder.Configuration["SAMPLE_STAYS"] is not null)
{
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
}
