using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>What submissions are counted by.</summary>
/// <param name="State">How far they have come.</param>
/// <param name="Verdict">Their verdict; absent while unfinished and on an internal error.</param>
/// <param name="ExitSignal">The signal that ended the program, if one did.</param>
internal sealed record OutcomeKey(SubmissionState State, Verdict? Verdict, int? ExitSignal);
