using OjApi.Judge0;
using OjApi.Languages;
using OjApi.OpenApi;
using OjApi.Storage;
using OjAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddProblemAnswers();
builder.AddSubmissionStorage();
builder.AddKnownLanguages();
builder.AddJudge0();
builder.AddApiDocumentation();

var app = builder.Build();
app.UseProblemAnswers();
app.MapDefaultEndpoints();
app.MapJudge0();
app.MapApiDocumentation();
app.Run();
