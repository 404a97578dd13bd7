using Microsoft.Extensions.Hosting;
using OjAspire.ServiceDefaults;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();

builder.Build().Run();
