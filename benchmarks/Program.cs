using OneWindow.Bench;

if (args.Length == 0)
{
    Console.Error.WriteLine("./bench SCENARIO [--seconds S] [--db CONN] [--on postgres|sqlite] [--closed N [--brief]]; scenarios: acts, parts, guide, bundle, spike, timers, search [--open], import [--items N] [--killed]");
    return 2;
}

var seconds = Option("--seconds") is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 5;
var closed = Option("--closed") is { } many ? int.Parse(many, System.Globalization.CultureInfo.InvariantCulture) : 0;
var items = Option("--items") is { } wanted ? int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture) : 100_000;
switch (args[0])
{
    case "acts" when closed > 0:
        await Acts.RunFlat(seconds, closed, args.Contains("--brief"));
        return 0;
    case "acts":
        await Acts.Run(seconds, Option("--db"), Option("--on"));
        return 0;
    case "parts":
        await Acts.RunParts();
        return 0;
    case "guide":
        await GuidePage.Run(seconds);
        return 0;
    case "spike":
        await Spike.Run(seconds, closed > 0 ? closed : Spike.Closed);
        return 0;
    case "bundle":
        await Bundles.Run(seconds, Option("--on"));
        return 0;
    case "timers":
        await Timers.Run();
        return 0;
    case "search":
        Search.Run(args.Contains("--open"));
        return 0;
    case "import" when args.Contains("--killed"):
        await KilledImport.Run(items);
        return 0;
    case "import":
        await Imports.Run(items, Option("--on"));
        return 0;
    default:
        Console.Error.WriteLine($"unknown scenario {args[0]}");
        return 2;
}

string? Option(string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;
