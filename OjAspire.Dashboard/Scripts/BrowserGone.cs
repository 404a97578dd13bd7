using Microsoft.JSInterop;

namespace OjAspire.Dashboard.Scripts;

/// <summary>Recognises that a call into the browser came to nothing because the reader has left; what the browser held has gone with it.</summary>
internal static class BrowserGone
{
    /// <summary>Whether the connection is closed, or the browser has not answered for as long as it may take.</summary>
    public static bool Tells(Exception failure) => failure is JSDisconnectedException or OperationCanceledException;
}
