using OjAspire.Pictures;

// Arguments are parts of names: only such pictures are taken. None: all.
var wanted = Gallery.All.Where(picture => args.Length == 0 || args.Any(part => picture.Name.Contains(part, StringComparison.Ordinal)))
    .ToArray();
if (wanted.Length == 0)
{
    await Console.Error.WriteLineAsync($"There are only: {string.Join(' ', Gallery.All.Select(picture => picture.Name))}");
    return 2;
}

await using var application = await Application.StartAsync(TimeProvider.System);
using var load = new Load(application.Api);
await load.SubmitAsync();
await using var camera = await Camera.OpenAsync(application.LoginLink, Folders.Pictures);
using var enough = new CancellationTokenSource();
var busy = load.KeepBusyAsync(enough.Token);
foreach (var picture in wanted)
{
    await Console.Out.WriteLineAsync(await camera.TakeAsync(picture));
}

await enough.CancelAsync();
await busy;
return camera.IsEverythingSmall ? 0 : 1;
