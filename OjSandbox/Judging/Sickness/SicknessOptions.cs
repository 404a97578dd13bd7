namespace OjSandbox.Judging.Sickness;

/// <summary>
/// When this sandbox withdraws, and when it looks whether it is well again. Section <c>Oj:Sickness</c>; see <c>docs/reliability.md</c>.
/// </summary>
public sealed class SicknessOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Oj:Sickness";

    /// <summary>After how many failures of its own in a row the sandbox, or one language of it, withdraws. Default 3; 1 to 100.</summary>
    public int FailuresInARow { get; set; } = 3;

    /// <summary>
    /// The pause before the first examination after withdrawing, in seconds; it doubles with each that follows, and each is shortened at
    /// random by up to a half. Default 4; 0.1 to 600.
    /// </summary>
    public double FirstPauseSeconds { get; set; } = 4;

    /// <summary>The longest pause between two examinations, in seconds. Default 60; <see cref="FirstPauseSeconds"/> to 86400.</summary>
    public double LongestPauseSeconds { get; set; } = 60;
}
