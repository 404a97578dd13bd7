using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;
using OjApi.Submissions;

namespace OjApi.Judge0.Endpoints;

/// <summary>What this server runs on, what it allows, and who judges for it.</summary>
internal static class SystemEndpoints
{
    private const string Queue = "default";

    public static IResult SystemInfo() => Results.Json(new Dictionary<string, string>
    {
        ["Architecture"] = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "x86_64", Architecture.Arm64 => "aarch64", var other => other.ToString() },
        ["Byte Order"] = BitConverter.IsLittleEndian ? "Little Endian" : "Big Endian",
        ["CPU(s)"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["Model name"] = ReadValue("/proc/cpuinfo", "model name") ?? "unknown",
        ["Mem"] = ReadSize("MemTotal"),
        ["Swap"] = ReadSize("SwapTotal"),
    });

    public static async Task<IResult> WorkersAsync(
        ISubmissionStore store, [FromServices] IJudgingCapacity capacity, CancellationToken cancellationToken)
    {
        var working = capacity.BusySlots;
        var available = capacity.Slots - capacity.PausedSlots;
        return Results.Json(new[]
        {
            new
            {
                queue = Queue,
                size = await store.CountQueuedAsync(cancellationToken),
                available,
                idle = Math.Max(0, available - working),
                working,
                paused = capacity.PausedSlots,
                failed = 0,
            },
        });
    }

    public static IResult ConfigInfo(IOptions<Judge0Options> options, IOptions<CallbackOptions> callbacks, [FromServices] IJudgingCapacity capacity)
    {
        var (judge0, limits) = (options.Value, options.Value.Limits);
        return Results.Json(new
        {
            maintenance_mode = judge0.MaintenanceMode,
            enable_wait_result = judge0.EnableWaitResult,
            enable_compiler_options = judge0.EnableCompilerOptions,
            allowed_languages_for_compile_options = Array.Empty<string>(),
            enable_command_line_arguments = judge0.EnableCommandLineArguments,
            enable_submission_delete = judge0.EnableSubmissionDelete,
            enable_callbacks = judge0.EnableCallbacks,
            callbacks_max_tries = callbacks.Value.MaxTries,
            callbacks_timeout = callbacks.Value.Timeout.TotalSeconds,
            enable_additional_files = judge0.EnableAdditionalFiles,
            max_queue_size = capacity.MaxQueueSize,
            cpu_time_limit = (double)limits.CpuTimeLimit,
            cpu_extra_time = (double)limits.CpuExtraTime,
            wall_time_limit = (double)limits.WallTimeLimit,
            memory_limit = limits.MemoryLimit,
            stack_limit = limits.StackLimit,
            max_processes_and_or_threads = limits.MaxProcessesAndOrThreads,
            enable_per_process_and_thread_time_limit = limits.EnablePerProcessAndThreadTimeLimit,
            enable_per_process_and_thread_memory_limit = limits.EnablePerProcessAndThreadMemoryLimit,
            max_file_size = limits.MaxFileSize,
            number_of_runs = limits.NumberOfRuns,
            redirect_stderr_to_stdout = limits.RedirectStderrToStdout,
            max_cpu_time_limit = (double)limits.MaxCpuTimeLimit,
            max_cpu_extra_time = (double)limits.MaxCpuExtraTime,
            max_wall_time_limit = (double)limits.MaxWallTimeLimit,
            max_memory_limit = limits.MaxMemoryLimit,
            max_stack_limit = limits.MaxStackLimit,
            max_max_processes_and_or_threads = limits.MaxMaxProcessesAndOrThreads,
            allow_enable_per_process_and_thread_time_limit = limits.AllowEnablePerProcessAndThreadTimeLimit,
            allow_enable_per_process_and_thread_memory_limit = limits.AllowEnablePerProcessAndThreadMemoryLimit,
            max_max_file_size = limits.MaxMaxFileSize,
            max_number_of_runs = limits.MaxNumberOfRuns,
            max_extract_size = judge0.MaxExtractSize,
            enable_batched_submissions = judge0.EnableBatchedSubmissions,
            max_submission_batch_size = judge0.MaxSubmissionBatchSize,
            submission_cache_duration = 0,
            use_docs_as_homepage = true,
            allow_enable_network = false,
            enable_network = false,
        });
    }

    private static string ReadSize(string key)
    {
        var words = ReadValue("/proc/meminfo", key)?.Split(' ');
        return words is [var kib, ..] && long.TryParse(kib, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? string.Create(CultureInfo.InvariantCulture, $"{size / 1024.0 / 1024.0:0.0}Gi")
            : "unknown";
    }

    private static string? ReadValue(string path, string key)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
