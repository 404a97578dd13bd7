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
builder.AddKnownLanguages();
builder.Services.AddScheduling();
builder.Services.AddSubmissions();
builder.Services.AddGateway();
builder.Services.AddSandboxStatus();
builder.AddJudge0();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGateway();
app.MapSandboxStatus();
app.MapJudge0();
app.Run();
