using System.Collections.Concurrent;
using System.Reflection;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>The store as one replica reaches it: every method of the interface, whatever there will be, becomes a <see cref="StoreCall"/>.</summary>
internal class SteppedStore : DispatchProxy
{
    private static readonly MethodInfo AskMethod = typeof(SteppedStore).GetMethod(nameof(Ask), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo> Asks = new();

    private FakeSubmissionStore _store = null!;
    private Action<StoreCall> _asked = null!;
    private TimeProvider _time = null!;

    /// <summary>A way to a store.</summary>
    /// <param name="asked">Told of every call.</param>
    public static ISubmissionStore Create(FakeSubmissionStore store, TimeProvider time, Action<StoreCall> asked)
    {
        var proxy = Create<ISubmissionStore, SteppedStore>();
        var stepped = (SteppedStore)(object)proxy;
        (stepped._store, stepped._time, stepped._asked) = (store, time, asked);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var ask = Asks.GetOrAdd(targetMethod!, static method =>
            AskMethod.MakeGenericMethod(method.ReturnType.IsGenericType ? method.ReturnType.GenericTypeArguments[0] : typeof(bool)));
        return ask.Invoke(this, [targetMethod, args]);
    }

    private Task<T> Ask<T>(MethodInfo method, object?[] arguments)
    {
        var call = new StoreCall<T>(method.Name, arguments, _time.GetUtcNow(), () => (Task)method.Invoke(_store, arguments)!);
        _asked(call);
        return call.Task;
    }
}
