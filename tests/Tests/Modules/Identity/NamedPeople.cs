using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>Names of 1 to 50 signs: every Han range of GB 18030-2022, Latin letters, the dots in all their spellings.</summary>
internal static class NamedPeople
{
    /// <summary>Names that registers could not write: 㛃 and 䶮 of extension A, 𠮷 of B, 𬎆 of E.</summary>
    public static readonly string[] Rare = ["王\u36C3", "李\u4DAE", "\U00020BB7田一郎", "张\U0002C386", "阿卜杜热依木·买买提明", "Ann Mary Example"];

    private static readonly (int From, int To)[] Han =
        [(0x3400, 0x4DBF), (0x4E00, 0x9FEF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)];

    private static readonly Gen<string> Sign = Gen.Frequency(
        (8, Gen.OneOf(Han.Select(r => Gen.Choose(r.From, r.To))).Select(v => new Rune(v).ToString())),
        (2, Gen.Elements("A", "b", "Z", "é")),
        (1, Gen.Elements(PersonName.Dots.Select(d => d.ToString()))));

    public static readonly Gen<string> Names =
        from length in Gen.Choose(1, PersonName.MostSigns)
        from signs in Gen.ArrayOf(Sign, length)
        select string.Concat(signs);

    /// <summary>The same name, its dots typed otherwise.</summary>
    public static string Otherwise(string name, int turn) =>
        string.Concat(name.Select(c => PersonName.Dots.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? PersonName.Dots[(at + turn) % PersonName.Dots.Length] : c));
}
