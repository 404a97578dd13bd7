using Microsoft.Extensions.Hosting;
using OjAspire.ServiceDefaults;
using OjSandbox.Judging;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddJudging();

builder.Build().Run();
