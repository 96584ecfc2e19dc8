using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The shipped rulebooks, read once, and small made-up ones for the loader's tests.</summary>
internal static class TheLaw
{
    public static readonly RegionCode Qingdao = RegionCode.Parse("370200");
    public static readonly RegionCode Shinan = RegionCode.Parse("370202");
    public static readonly RegionCode ShinanTown = RegionCode.Parse("370202001000");
    public static readonly RegionCode HebeiCity = RegionCode.Parse("130181");
    public static readonly RegionCode Chongqing = RegionCode.Parse("500000");
    public static readonly RegionCode Shapingba = RegionCode.Parse("500106");
    public static readonly RegionCode Huyi = RegionCode.Parse("610118");

    private static readonly Lazy<(Shelf Shelf, WorkCalendar Calendar)> Read = new(() =>
    {
        var (rulebooks, calendar, errors) = RulebookFolder.Read(RulebookFolder.Default);
        Assert.Empty(errors);
        return (new Shelf(rulebooks, []), calendar);
    });

    public static Shelf Shelf => Read.Value.Shelf;

    public static WorkCalendar Calendar => Read.Value.Calendar;

    public static IReadOnlyList<Rulebook> All => Shelf.Rulebooks;

    public static RuleSet Rules(RegionCode place, ItemType type = ItemType.Licence, string on = "2024-03-04") =>
        Shelf.For(place, type, DateOnly.Parse(on));

    /// <summary>What the loader says about these files: paths under rulebooks/ and their text.</summary>
    public static IReadOnlyList<RulebookError> Load(params (string File, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("rulebooks-");
        try
        {
            foreach (var (file, text) in files)
            {
                var path = Path.Combine(folder.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }

            return RulebookFolder.Read(folder.FullName).Errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A sound rulebook of one article, to be spoilt by the caller.</summary>
    public static string Sound(string sets = "acceptance.limit.online: 1 working-day", string place = "370200", string key = "made-up") => $"""
        key: {key}
        title: 试用办法
        short: 试用
        issuer: 试用市
        place: "{place}"
        applies-to: all
        from: 2024-01-01
        articles:
          第一条:
            summary: 试用的一条。
            sets:
              {sets}
        """;

    /// <summary>A base law of one article.</summary>
    public static string BaseLaw(string sets) => $"""
        key: base-law
        title: 试用法
        short: 试用法
        issuer: 国家
        place: "0"
        applies-to: licences
        from: 2019-01-01
        articles:
          第一条:
            summary: 底线。
            sets:
              {sets}
        """;
}
