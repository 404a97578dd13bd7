namespace OjSandbox.Judging.Sickness;

/// <summary>What is to be examined.</summary>
/// <param name="IsWhole">Whether the sandbox is withdrawn: what is installed is looked for as at start, and something has to work.</param>
/// <param name="Languages">Keys of the languages that have to show that they work.</param>
/// <param name="Attempt">How many examinations have gone before in vain, to be paused by; <see langword="null"/> when there is to be no pause.</param>
internal sealed record ExaminationOrder(bool IsWhole, IReadOnlyList<string> Languages, int? Attempt);
