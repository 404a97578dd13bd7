using OjApi.Endpoints;
using OjApi.Gateway;
using OjApi.SandboxStatus;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddOwnEndpoint();
builder.Services.AddScheduling();
builder.Services.AddSubmissions();
builder.Services.AddGateway();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGateway();
app.MapSandboxStatus();
app.Run();
