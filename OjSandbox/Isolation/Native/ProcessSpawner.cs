using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Native;

/// <summary>
/// Starts processes that inherit exactly the descriptors named and nothing else: posix_spawn(3) with file actions, everything else
/// of this process being close-on-exec. All are started from one thread that lives as long as this object, because "die with the
/// parent" (prctl(2), PR_SET_PDEATHSIG) means the thread that started the child. Thread-safe.
/// </summary>
internal sealed unsafe class ProcessSpawner : IDisposable
{
    // Above every number that a child wants its descriptors under, so that no duplication overwrites one still to be copied.
    private const int LowestSource = 64;
    private const short DefaultSignals = 0x04, SignalMask = 0x08, NewSession = 0x80;

    // One request per slot at a time; a caller beyond that waits for its turn.
    private readonly BlockingCollection<Request> _requests = new(boundedCapacity: 256);
    private readonly Thread _thread;

    public ProcessSpawner()
    {
        _thread = new Thread(Serve) { IsBackground = true, Name = "box spawner" };
        _thread.Start();
    }

    /// <summary>Starts a process in a session of its own, with an empty environment and default signal handling.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments, the first being its name.</param>
    /// <param name="descriptors">What it inherits as descriptors 0, 1, 2 and so on.</param>
    /// <returns>The process id; the caller waits for the process.</returns>
    /// <exception cref="IsolationException">It could not be started.</exception>
    public Task<int> SpawnAsync(string path, IReadOnlyList<string> arguments, IReadOnlyList<SafeHandle> descriptors)
    {
        var request = new Request(path, arguments, descriptors, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        _requests.Add(request);
        return request.Started.Task;
    }

    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    private void Serve()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            try
            {
                request.Started.SetResult(Spawn(request));
            }
            catch (IsolationException failure)
            {
                request.Started.SetException(failure);
            }
        }
    }

    private static int Spawn(Request request)
    {
        var sources = new List<SafeFileHandle>();
        // The C library's structures are opaque: 80, 336 and 128 bytes on the 64-bit systems; rounded up.
        byte* actions = stackalloc byte[256], attributes = stackalloc byte[512], signals = stackalloc byte[128];
        var arguments = stackalloc byte*[request.Arguments.Count + 1];
        var environment = stackalloc byte*[1];
        environment[0] = null;
        Check(Libc.InitialiseActions(actions));
        Check(Libc.InitialiseAttributes(attributes));
        try
        {
            new Span<byte>(signals, 128).Clear();
            Check(Libc.SetSignalMask(attributes, signals));
            new Span<byte>(signals, 128).Fill(0xFF);
            Check(Libc.SetDefaultSignals(attributes, signals));
            Check(Libc.SetFlags(attributes, DefaultSignals | SignalMask | NewSession));
            foreach (var descriptor in request.Descriptors)
            {
                sources.Add(Libc.Own(Libc.Control(descriptor, Libc.DuplicateCloseOnExec, LowestSource), "Duplicating a descriptor"));
                Check(Libc.AddDuplicate(actions, (int)sources[^1].DangerousGetHandle(), sources.Count - 1));
            }

            for (var i = 0; i < request.Arguments.Count; i++)
            {
                arguments[i] = (byte*)Marshal.StringToCoTaskMemUTF8(request.Arguments[i]);
            }

            arguments[request.Arguments.Count] = null;
            int process;
            Check(Libc.Spawn(&process, request.Path, actions, attributes, arguments, environment));
            return process;
        }
        finally
        {
            for (var i = 0; i < request.Arguments.Count && arguments[i] != null; i++)
            {
                Marshal.FreeCoTaskMem((nint)arguments[i]);
            }

            sources.ForEach(source => source.Dispose());
            Check(Libc.DestroyActions(actions));
            Check(Libc.DestroyAttributes(attributes));
        }

        void Check(int error)
        {
            if (error != 0)
            {
                throw new IsolationException($"Starting {request.Path} failed: {Marshal.GetPInvokeErrorMessage(error)}.");
            }
        }
    }

    private sealed record Request(string Path, IReadOnlyList<string> Arguments, IReadOnlyList<SafeHandle> Descriptors, TaskCompletionSource<int> Started);
}
