namespace OjApi.Callbacks;

/// <summary>
/// A receiver has no address that callbacks may be sent to. Names none: who asked for it must not learn what is behind a name.
/// </summary>
internal sealed class AddressRefusedException() : Exception("the receiver has no address that callbacks may be sent to");
