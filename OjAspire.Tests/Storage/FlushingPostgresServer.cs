namespace OjAspire.Tests.Storage;

/// <summary>A server that may be stopped and has to keep what it committed.</summary>
public sealed class FlushingPostgresServer() : PostgresServer(isFlushing: true);
