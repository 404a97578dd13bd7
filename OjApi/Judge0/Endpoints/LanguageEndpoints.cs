using System.Globalization;
using Oj.Contracts.Scheduling;
using OjApi.Judge0.Responses;
using OjApi.Languages;

namespace OjApi.Judge0.Endpoints;

/// <summary>The languages submissions may be in. None is ever archived: a language that no sandbox has waits for one.</summary>
internal sealed class LanguageEndpoints(KnownLanguages languages)
{
    public async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        await languages.RefreshAsync(cancellationToken);
        return Results.Json(languages.All.Select(language => new { id = language.Ids.FirstOrDefault(), name = language.Name }));
    }

    public async Task<IResult> ListAllAsync(CancellationToken cancellationToken)
    {
        await languages.RefreshAsync(cancellationToken);
        return Results.Json(languages.All.Select(language => new { id = language.Ids.FirstOrDefault(), name = language.Name, is_archived = false }));
    }

    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await languages.FindAsync(number, cancellationToken) is not { } language)
        {
            return JsonAnswer.NotFound();
        }
        return Results.Json(new
        {
            id = number,
            name = language.Name,
            is_archived = false,
            source_file = language.SourceFile,
            compile_cmd = CompileCommand(language),
            run_cmd = language.RunCommand,
        });
    }

    private static string? CompileCommand(Language language) => language.CompileCommand.Length == 0 ? null : language.CompileCommand;
}
