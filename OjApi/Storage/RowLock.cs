namespace OjApi.Storage;

/// <summary>How rows are locked that a query finds.</summary>
internal enum RowLock
{
    /// <summary>Others may read and share, and wait with changes. Waits for who changes them now, and looks at them again then.</summary>
    Share,

    /// <summary>For a change. Waits for who changes them now, and looks at them again then.</summary>
    Update,

    /// <summary>For a change. Rows that somebody else has locked are left out.</summary>
    UpdateOrSkip,
}
