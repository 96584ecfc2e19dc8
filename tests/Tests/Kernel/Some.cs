using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>Random values for properties, and the sentence that checks one.</summary>
internal static class Some
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    public const string DigitSigns = "0123456789";
    public const string CodeSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static Gen<long> Number(long least, long most) =>
        Gen.Choose(0, int.MaxValue).Two().Select(pair => least + (((long)pair.Item1 << 31 | (long)pair.Item2) % (most - least + 1)));

    public static Gen<string> Text(string signs, int length) =>
        Gen.ArrayOf(Gen.Elements<char>(signs.ToCharArray()), length).Select(chars => new string(chars));

    public static Gen<byte[]> Bytes(int most) =>
        Gen.Choose(0, most).SelectMany(length => Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), length));

    public static Gen<DateOnly> Day(DateOnly first, DateOnly last) =>
        Gen.Choose(first.DayNumber, last.DayNumber).Select(DateOnly.FromDayNumber);

    /// <summary>Codes of every level but the nation, written from their parts, not by the class under test.</summary>
    public static Gen<RegionCode> Region { get; } =
        from level in Gen.Choose(1, 5)
        from province in Gen.Choose(11, 99)
        from city in Gen.Choose(1, 99)
        from county in Gen.Choose(1, 99)
        from town in Gen.Choose(1, 999)
        from village in Gen.Choose(1, 999)
        select RegionCode.Parse(
            $"{province:D2}{(level > 1 ? city : 0):D2}{(level > 2 ? county : 0):D2}{(level > 3 ? town : 0):D3}{(level > 4 ? village : 0):D3}");

    public static Gen<RegionCode> CountyOrAbove { get; } = Region.Where(region => region.Level <= RegionLevel.County);

    public static Gen<CaseNumber> CaseNumber { get; } =
        from county in CountyOrAbove
        from day in Day(new(2000, 1, 1), new(2199, 12, 31))
        from point in Gen.Choose(0, 9999)
        from serial in Gen.Choose(0, 999_999)
        select OneWindow.Kernel.CaseNumber.From(county, day, point, serial);

    public static void Holds<T>(this Gen<T> values, Func<T, bool> property) =>
        Check.One(Quiet, Prop.ForAll(values.ToArbitrary(), property));

    /// <summary>Every text that differs from this one in a single sign, out of these.</summary>
    public static IEnumerable<string> WithOneSignChanged(this string text, string signs) =>
        from place in Enumerable.Range(0, text.Length)
        from sign in signs
        where sign != text[place]
        select text[..place] + sign + text[(place + 1)..];
}
