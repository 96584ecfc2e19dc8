using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

public sealed class SubjectVaultTests
{
    private const string Number = "370299198803160212";
    private const string Code = "91370202XNQ00001X2";
    private static readonly byte[] Words = Encoding.UTF8.GetBytes("三年前的住址");

    [Fact]
    public async Task A_person_received_twice_is_one_subject_and_a_new_telephone_is_taken_over()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var first = await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null));
        var again = await Done(subjects.Register(SubjectKind.Person, " 林晓舟 ", "370299 19880316 0212", "19900000001"));
        Assert.Equal(first, again);
        var known = await subjects.Find(first);
        Assert.Equal(("林晓舟", Number, "19900000001"), (known?.Name, known?.Number, known?.Phone));
    }

    [Fact]
    public async Task Two_windows_that_receive_the_same_person_at_once_make_one_subject()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null))));
        Assert.Single(ids.Distinct());
    }

    [Theory]
    [InlineData(SubjectKind.Person, "370299198803160213")]
    [InlineData(SubjectKind.Person, Code)]
    [InlineData(SubjectKind.Company, "91370202XNQ00001X3")]
    [InlineData(SubjectKind.Company, Number)]
    public async Task A_wrong_number_is_refused_without_being_repeated(SubjectKind kind, string number)
    {
        await using var rig = await IdentityRig.Start();
        Assert.False((await rig.Get<ISubjects>().Register(kind, "林晓舟", number, null)).Try(out _, out var why));
        Assert.DoesNotContain(number, why.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-3-1")]
    public async Task Applicants_are_of_exactly_three_kinds_each_with_its_papers()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        Assert.Equal(["Person", "Company", "Unincorporated"], Enum.GetNames<SubjectKind>());
        var partnership = (await subjects.Find(await Done(subjects.Register(SubjectKind.Unincorporated, "示范合伙", Code, null))))!;
        Assert.Equal((SubjectKind.Unincorporated, Code), (partnership.Kind, partnership.Number));
        var traveller = (await subjects.Find(await Done(subjects.Register(SubjectKind.Person, "Ann Example", "passport:usa 12345678", null))))!;
        Assert.Equal((SubjectKind.Person, "passport:USA12345678"), (traveller.Kind, traveller.Number));
        Assert.Equal(("护照", "USA12345678"), (SubjectPapers.Of(traveller.Kind, traveller.Number).Words, SubjectPapers.Plain(traveller.Number)));
        Assert.Equal(traveller.Id, await Done(subjects.Register(SubjectKind.Person, "Ann Example", "passport:USA12345678", null)));
        await Done(subjects.Register(SubjectKind.Person, "Bob Example", "hk-mo-permit:H12345678", null));
        await Done(subjects.Register(SubjectKind.Company, "示范基金会", "registration:JJH20240001", null));

        foreach (var (kind, number, code) in ((SubjectKind, string, string)[])
            [
                ((SubjectKind)3, Code, "identity.kind-unknown"), (SubjectKind.Unincorporated, "91370202XNQ00001X3", "identity.number-wrong"),
                (SubjectKind.Company, "passport:USA12345678", "identity.paper-unknown"), (SubjectKind.Person, "library-card:12345678", "identity.paper-unknown"),
                (SubjectKind.Person, "passport:12345678", "identity.number-wrong"), (SubjectKind.Person, "hk-mo-permit:X1", "identity.number-wrong"),
            ])
        {
            Assert.False((await subjects.Register(kind, "某", number, null)).Try(out _, out var why));
            Assert.Equal(code, why.Code);
        }
    }

    [Fact]
    public async Task A_known_number_with_another_name_is_refused_without_telling_the_name()
    {
        await using var rig = await IdentityRig.Start();
        await Done(rig.Get<ISubjects>().Register(SubjectKind.Person, "林晓舟", Number, null));
        Assert.False((await rig.Get<ISubjects>().Register(SubjectKind.Person, "林小舟", Number, null)).Try(out _, out var why));
        Assert.Equal("identity.name-differs", why.Code);
        Assert.DoesNotContain("晓", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persons_are_masked_in_lists_and_companies_are_not()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var person = await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null));
        var company = await Done(subjects.Register(SubjectKind.Company, "青岛示范湾餐饮有限公司", Code, null));
        for (var time = 0; time < 2; time++)
        {
            var names = await subjects.MaskedNames([person, company, person, "nobody"]);
            Assert.Equal(2, names.Count);
            Assert.Equal("林**", names[person]);
            Assert.Equal("青岛示范湾餐饮有限公司", names[company]);
        }
    }

    [Fact]
    public async Task Nothing_in_the_tables_can_be_read_or_matched_without_the_secret()
    {
        await using var rig = await IdentityRig.Start();
        await Done(rig.Get<ISubjects>().Register(SubjectKind.Person, "林晓舟", Number, "19900000001"));
        await using var db = rig.Db();
        var row = await db.Subjects.SingleAsync();
        var text = Encoding.UTF8.GetString(row.Box) + row.NumberIndex + row.Id;
        Assert.All([Number, "林晓舟", "19900000001", "0316"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.NotEqual(Convert.ToHexStringLower(OneWindow.Kernel.Sm3.Of(Encoding.ASCII.GetBytes(Number))), row.NumberIndex);
    }

    [Fact]
    public async Task Sealed_bytes_open_only_for_their_subject_and_in_their_place()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var one = await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null));
        var other = await Done(subjects.Register(SubjectKind.Company, "青岛示范湾餐饮有限公司", Code, null));
        var box = await subjects.Seal(one, "cases.form/1", Words);
        Assert.Equal(Words, await subjects.Open(one, "cases.form/1", box));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await subjects.Open(one, "cases.form/2", box));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await subjects.Open(other, "cases.form/1", box));
        for (var i = 0; i < box.Length; i++)
        {
            var changed = (byte[])box.Clone();
            changed[i] ^= 0x40;
            await Assert.ThrowsAnyAsync<CryptographicException>(async () => await subjects.Open(one, "cases.form/1", changed));
        }
    }

    [Fact]
    public async Task An_erased_subject_is_gone_everywhere_and_may_come_again_as_somebody_new()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var id = await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null));
        var box = await subjects.Seal(id, "x", Words);
        await subjects.MaskedNames([id]);
        await rig.Get<SubjectVault>().Erase(id, CancellationToken.None);
        Assert.Null(await subjects.Find(id));
        Assert.Null(await subjects.Open(id, "x", box));
        Assert.Empty(await subjects.MaskedNames([id]));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await subjects.Seal(id, "x", Words));
        Assert.NotEqual(id, await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null)));
    }

    [Fact]
    public async Task A_row_that_was_swapped_with_anothers_does_not_open()
    {
        await using var rig = await IdentityRig.Start();
        var subjects = rig.Get<ISubjects>();
        var one = await Done(subjects.Register(SubjectKind.Person, "林晓舟", Number, null));
        var other = await Done(subjects.Register(SubjectKind.Company, "青岛示范湾餐饮有限公司", Code, null));
        await using (var db = rig.Db())
        {
            var rows = await db.Subjects.ToListAsync();
            (rows[0].Box, rows[1].Box) = (rows[1].Box, rows[0].Box);
            await db.SaveChangesAsync();
        }

        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await subjects.Find(one));
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await subjects.Find(other));
    }

    private static async Task<string> Done(ValueTask<OneWindow.Kernel.Outcome<string>> outcome) =>
        (await outcome).Match(id => id, why => throw new InvalidOperationException(why.Message));
}
