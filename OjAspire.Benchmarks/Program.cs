using System.Reflection;
using BenchmarkDotNet.Running;
using OjAspire.Benchmarks.Storage;
using OjAspire.Benchmarks.Streams;
using OjAspire.Benchmarks.Streams.Subjects;

return args switch
{
    ["streams", .. var options] => await StreamsCommand.RunAsync(options),
    ["store", var connectionString] => await StoreCommand.RunAsync(connectionString),
    [Subject.Command, var role] => await Subject.RunAsync(role),
    _ => BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args) is null ? 1 : 0,
};
