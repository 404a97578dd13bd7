using OjApi.Endpoints;
using OjApi.Gateway;
using OjApi.Judge0;
using OjApi.Languages;
using OjApi.SandboxStatus;
using OjApi.Scheduling;
using OjApi.Storage;
using OjApi.Submissions;
using OjAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddOwnEndpoint();
builder.AddSubmissionStorage();
builder.Services.AddScheduling();
builder.Services.AddSubmissions();
builder.Services.AddGateway();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGateway();
app.MapSandboxStatus();
app.Run();
