using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>All submissions, page by page.</summary>
internal sealed class SubmissionListEndpoint(
    ISubmissionStore store, CallbackStates callbacks, KnownLanguages languages, IOptions<Judge0Options> options)
{
    private const int DefaultPerPage = 20;
    private const string PageText = "Number of the page, from 1. Default 1.";
    private const string PerPageText = "Submissions on a page. Default 20.";

    private readonly int _maxPerPage = options.Value.MaxPageSize;

    public Task<IResult> ListAsync(
        [AsParameters] OutputQuery query,
        [FromQuery(Name = "page"), Description(PageText)] string? page,
        [FromQuery(Name = "per_page"), Description(PerPageText)] string? perPage,
        [FromQuery(Name = "unjudged"), Description("Only those without a verdict: given_up, quarantined or cancelled. Default: all.")] string? unjudged,
        CancellationToken cancellationToken) =>
        ListAsync(query, page, perPage, ReadUnjudged(unjudged), cancellationToken);

    public Task<IResult> ListQuarantinedAsync(
        [AsParameters] OutputQuery query,
        [FromQuery(Name = "page"), Description(PageText)] string? page,
        [FromQuery(Name = "per_page"), Description(PerPageText)] string? perPage,
        CancellationToken cancellationToken) =>
        ListAsync(query, page, perPage, Unjudged.Quarantined, cancellationToken);

    private async Task<IResult> ListAsync(
        OutputQuery query, string? page, string? perPage, Unjudged? unjudged, CancellationToken cancellationToken)
    {
        var number = Read("page", page, 1, int.MaxValue);
        var size = Read("per_page", perPage, DefaultPerPage, _maxPerPage);
        var writer = query.CreateWriter(languages);
        var (items, total) = await store.ListAsync(number, size, unjudged, cancellationToken);
        items = await callbacks.AddToAsync(items, writer, cancellationToken);
        if (!items.All(writer.CanWrite))
        {
            return JsonAnswer.Error(
                StatusCodes.Status400BadRequest,
                "some attributes for one or more submissions cannot be converted to UTF-8, use base64_encoded=true query parameter");
        }
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("submissions");
            foreach (var item in items)
            {
                writer.Write(json, item);
            }
            json.WriteEndArray();
            WriteMeta(json, number, (total + size - 1L) / size, total);
            json.WriteEndObject();
        });
    }

    private static void WriteMeta(Utf8JsonWriter json, int page, long pages, int total)
    {
        json.WriteStartObject("meta");
        json.WriteNumber("current_page", page);
        WritePage(json, "next_page", page < pages ? page + 1 : null);
        WritePage(json, "prev_page", page > 1 ? page - 1 : null);
        json.WriteNumber("total_pages", pages);
        json.WriteNumber("total_count", total);
        json.WriteEndObject();
    }

    private static void WritePage(Utf8JsonWriter json, string name, int? page)
    {
        if (page is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, page.Value);
        }
    }

    private static Unjudged? ReadUnjudged(string? text) => text switch
    {
        null or "" => null,
        "given_up" => Unjudged.GivenUp,
        "quarantined" => Unjudged.Quarantined,
        "cancelled" => Unjudged.Cancelled,
        _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, $"invalid unjudged: {text}"),
    };

    private static int Read(string name, string? text, int byDefault, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return byDefault;
        }
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, $"invalid {name}: {text}");
    }
}
