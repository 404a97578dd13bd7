namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>It did what it was asked.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It did what it was asked and has something to say.</summary>
    /// <param name="message">For the user.</param>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>It did not.</summary>
    /// <param name="errorMessage">What went wrong, for the user.</param>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>It did not.</summary>
    /// <param name="exception">Its message is told to the user.</param>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    /// <summary>It was given up before its end.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
