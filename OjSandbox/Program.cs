using Microsoft.Extensions.Hosting;
using OjAspire.ServiceDefaults;
using OjSandbox.Discovery;
using OjSandbox.Health;
using OjSandbox.Judging;
using OjSandbox.Session;
using OjSandbox.Telemetry;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.AddHealthFiles();
builder.AddMetricsPage();
builder.AddDiscovery();
builder.Services.AddJudging();
builder.AddSession();

builder.Build().RunToEnd();
