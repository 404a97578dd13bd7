using OjApi.Storage;
using OjAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSubmissionStorage();

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
