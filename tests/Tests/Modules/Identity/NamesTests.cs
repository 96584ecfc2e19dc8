using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>Every name can be written, kept, found and taken out again.</summary>
public sealed class NamesTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_name_is_kept_as_written_and_found_by_any_dot(string database)
    {
        await using var rig = await IdentityRig.Start(connection: databases.NewConnection(database));
        var subjects = rig.Get<ISubjects>();
        var at = 10_000_000;
        foreach (var name in NamedPeople.Rare.Concat(NamedPeople.Names.Sample(40)))
        {
            var number = $"passport:USA{at++}";
            Assert.True((await subjects.Register(SubjectKind.Person, name, number, null)).Try(out var id, out var why), why?.Message);
            Assert.Equal(name, (await subjects.Find(id))!.Name);
            for (var turn = 0; turn < PersonName.Dots.Length; turn++) Assert.Contains(id, await subjects.FindByName(NamedPeople.Otherwise(name, turn), 50));
            // The same person again, another dot: one dossier, and the first spelling stays.
            Assert.True((await subjects.Register(SubjectKind.Person, NamedPeople.Otherwise(name, 1), number, null)).Try(out var again, out _));
            Assert.Equal((id, name), (again, (await subjects.Find(id))!.Name));
        }
    }

    [Fact]
    public void A_name_has_1_to_50_signs_however_many_units_they_take() =>
        Prop.ForAll(NamedPeople.Names.ToArbitrary(), name =>
        {
            Assert.True(PersonName.Read(name).Try(out var read, out var why), why?.Message);
            Assert.Equal(name, read);
            Assert.Equal(PersonName.Folded(name), PersonName.Folded(NamedPeople.Otherwise(name, 3)));
            Assert.False(PersonName.Same(name, name + "甲"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_no_name_is_refused()
    {
        Assert.True(PersonName.Read(string.Concat(Enumerable.Repeat("\U00020BB7", 50))).Try(out _, out _));
        Assert.Equal("identity.name-long", Refused(string.Concat(Enumerable.Repeat("\U00020BB7", 51))));
        Assert.Equal("identity.name-missing", Refused(" 　"));
        foreach (var broken in (string[])["王\uD842", "王\u200B明", "王\n明", "王\uFFFD"]) Assert.Equal("identity.name-signs", Refused(broken));
    }

    [Fact]
    public void Csv_and_Excel_give_the_name_back() =>
        Prop.ForAll(NamedPeople.Names.ToArbitrary(), name =>
        {
            IReadOnlyList<IReadOnlyList<string>> rows = [["姓名"], [name]];
            Assert.Equal(name, Only(Sheet.Read("a.csv", BatchTablesOut.Csv(rows), 10)));
            Assert.Equal(name, Only(Sheet.Read("a.xlsx", Excel.Write([("表", rows)], new Dictionary<int, IReadOnlyList<string>>()), 10)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Theory]
    [InlineData("passport:USA12345678", "passport:12345678")]
    [InlineData("residence-permit:810000199408230021", "residence-permit:810000199408230022")]
    [InlineData("residence-permit:830000199201300022", "residence-permit:840000199201300022")]
    [InlineData("hk-mo-permit:H12345678", "hk-mo-permit:A12345678")]
    [InlineData("tw-permit:01234567", "tw-permit:0123456")]
    [InlineData("permanent-residence:USA370198005041", "permanent-residence:US3701980050412")]
    [InlineData("birth-certificate:P330000001", "birth-certificate:3300000012")]
    [InlineData("officer-card:南字第1234567号", "officer-card:第1234567号")]
    public void Each_other_paper_is_checked_by_its_form(string right, string wrong)
    {
        Assert.True(SubjectNumber.Read(SubjectKind.Person, right).Try(out var read, out var why), why?.Message);
        Assert.Equal(right, read);
        Assert.False(SubjectNumber.Read(SubjectKind.Person, wrong).Try(out _, out _));
        Assert.False(SubjectNumber.Read(SubjectKind.Company, right).Try(out _, out _));
    }

    [Fact]
    public void A_permanent_residence_card_of_today_has_a_check_sign_and_a_birthday()
    {
        var signs = "0123456789X";
        var right = Assert.Single(signs, c => PermanentResidenceNumber.IsValid($"93184019800504001{c}"));
        Assert.True(SubjectNumber.Read(SubjectKind.Person, $"permanent-residence:93184019800504001{right}").Try(out _, out _));
        Assert.DoesNotContain(signs, c => PermanentResidenceNumber.IsValid($"93184019801304001{c}"));
        Assert.DoesNotContain(signs, c => PermanentResidenceNumber.IsValid($"83184019800504001{c}"));
        Assert.True(SubjectNumber.Read(SubjectKind.Person, "officer-card:南1234567").Try(out var card, out _));
        Assert.Equal("officer-card:南字第1234567号", card);
    }

    private static string Refused(string name)
    {
        Assert.False(PersonName.Read(name).Try(out _, out var why));
        return why.Code;
    }

    private static string Only(Outcome<Sheet> read)
    {
        Assert.True(read.Try(out var sheet, out var why), why?.Message);
        return Assert.Single(Assert.Single(sheet.Rows).Cells);
    }
}
