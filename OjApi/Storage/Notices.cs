namespace OjApi.Storage;

/// <summary>What a commit has to tell the other replicas.</summary>
[Flags]
internal enum Notices
{
    None = 0,

    /// <summary>Submissions became final.</summary>
    Final = 1,

    /// <summary>Submissions were left to whoever can have them judged.</summary>
    Left = 2,

    /// <summary>Callbacks are due.</summary>
    Callbacks = 4,

    /// <summary>Whatever there is to tell.</summary>
    All = Final | Left | Callbacks,
}
