using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using OjApi.Judge0.Responses;
using OjApi.Languages;

namespace OjApi.Judge0.Endpoints;

/// <summary>How a request wants submissions written. Read as text: anything but "true" is false, as clients expect.</summary>
internal sealed class OutputQuery
{
    [FromQuery(Name = "base64_encoded")]
    [Description("Whether source code, input and output are in base64, in the request as well as in the answer. Default false.")]
    public string? Base64Encoded { get; init; }

    [FromQuery(Name = "fields")]
    [Description("Names of the fields to answer with, separated by commas; * for all. Default: token, time, memory, stdout, stderr, compile_output, message, status.")]
    public string? Fields { get; init; }

    /// <summary>Whether texts are in base64.</summary>
    public bool IsBase64 => Base64Encoded == "true";

    /// <exception cref="Requests.RequestRefusedException">A field is unknown.</exception>
    public SubmissionWriter CreateWriter(KnownLanguages languages) => new(FieldSelection.Parse(Fields), IsBase64, languages.Find);
}
