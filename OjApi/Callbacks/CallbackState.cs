namespace OjApi.Callbacks;

/// <summary>How far the callback of an outcome has come. The numbers are stored.</summary>
internal enum CallbackState
{
    /// <summary>To be sent, now or later.</summary>
    Due = 0,

    /// <summary>The receiver has answered with a 2xx status.</summary>
    Delivered = 1,

    /// <summary>The last try has failed.</summary>
    GivenUp = 2,

    /// <summary>Not sent, because the submission has a later attempt: its outcome is sent instead.</summary>
    Superseded = 3,
}
