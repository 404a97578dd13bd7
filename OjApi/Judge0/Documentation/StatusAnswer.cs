using System.ComponentModel;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes a status; see <c>/statuses</c>.</summary>
internal sealed record StatusAnswer(
    [property: Description("1 and 2 while unfinished, 3 accepted, 4 wrong answer, 5 time limit, 6 compilation error, 7 to 12 runtime errors, 13 internal error or cancelled, 14 no executable format.")] int Id,
    [property: Description("The same in words.")] string Description);
