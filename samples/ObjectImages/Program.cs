using ObjectImages;

// dotnet run --project samples/ObjectImages -- --count 1000 --seed 1 --out file.npz
var options = Arguments.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}

if (Path.GetDirectoryName(Path.GetFullPath(options.Out)) is { } folder)
    Directory.CreateDirectory(folder);
LabelledImages.Draw(options.Count, options.Seed).Save(options.Out);
return 0;
