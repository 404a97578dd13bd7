namespace OjApi.Submissions;

/// <summary>As many clients follow submissions at this replica as may.</summary>
internal sealed class TooManyFollowersException() : Exception("too many clients follow submissions here");
