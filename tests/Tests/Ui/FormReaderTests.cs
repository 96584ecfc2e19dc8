using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Tests.Ui;

public sealed class FormReaderTests
{
    private static readonly ChoiceModel[] Kinds = [new("new", "新办"), new("renew", "延续")];

    private static FormReader Form(params (string Field, string Value)[] fields) =>
        new(new FormCollection(fields.GroupBy(f => f.Field)
            .ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)]))));

    [Fact]
    public void Text_is_trimmed_for_us_and_kept_as_typed_for_the_page()
    {
        var form = Form(("name", "  海风餐饮  "));
        Assert.Equal("海风餐饮", form.Text("name", "店名"));
        Assert.True(form.Ok);
        Assert.Equal("  海风餐饮  ", form.State["name"]);
    }

    [Fact]
    public void A_missing_field_says_what_to_fill_in_and_cites_the_house_rule()
    {
        var form = Form();
        Assert.Equal("", form.Text("name", "店名"));
        var error = Assert.Single(form.State.Errors);
        Assert.Equal(new FieldError("name", "请填写店名", PlatformRules.Input), error);
        Assert.False(form.Ok);
    }

    [Fact]
    public void An_optional_field_may_be_empty_but_not_wrong()
    {
        Assert.Null(Form().Date("on", "开业日期", required: false));
        var form = Form(("on", "明天"));
        Assert.Null(form.Date("on", "开业日期", required: false));
        Assert.False(form.Ok);
    }

    [Theory]
    [InlineData("一二三四五六", "最多 5 个字，现在是 6 个字，请删减 1 个字")]
    [InlineData("一", "至少 2 个字，现在是 1 个字")]
    [InlineData("一\n二", "请去掉换行")]
    [InlineData("一\0二", "无法识别的字符")]
    public void Text_that_does_not_fit_says_by_how_much(string typed, string words)
    {
        var form = Form(("name", typed));
        Assert.Equal("", form.Text("name", "店名", max: 5, min: 2));
        Assert.Contains(words, form.State.ErrorOf("name")!.Words, StringComparison.Ordinal);
        Assert.Equal(typed, form.State["name"]);
    }

    [Fact]
    public void A_rare_character_of_a_name_counts_as_one() =>
        Assert.Equal("𬭎𨭉", Form(("name", "𬭎𨭉")).Text("name", "姓名", max: 2));

    [Fact]
    public void Long_text_keeps_its_lines() =>
        Assert.Equal("一\n二", Form(("why", "一\r\n二\r\n")).LongText("why", "理由"));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("１，２３４", 1234)]
    [InlineData(" 1,234 ", 1234)]
    public void Numbers_are_read_as_people_type_them(string typed, long number) =>
        Assert.Equal(number, Form(("n", typed)).Number("n", "人数"));

    [Theory]
    [InlineData("十二", "应为整数")]
    [InlineData("1.5", "应为整数")]
    [InlineData("0", "应在 1 到 100 之间，现在是 0")]
    [InlineData("101", "应在 1 到 100 之间")]
    public void A_bad_number_is_refused(string typed, string words)
    {
        var form = Form(("n", typed));
        Assert.Null(form.Number("n", "人数", 1, 100));
        Assert.Contains(words, form.State.ErrorOf("n")!.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234.50", 123450)]
    [InlineData("¥100", 10000)]
    [InlineData("100元", 10000)]
    [InlineData("０．０１", 1)]
    public void Money_becomes_fen(string typed, long fen) => Assert.Equal(new Money(fen), Form(("m", typed)).Money("m", "金额"));

    [Theory]
    [InlineData("1.005")]
    [InlineData("许多")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999999999")]
    public void Bad_money_is_refused(string typed)
    {
        var form = Form(("m", typed));
        Assert.Null(form.Money("m", "金额"));
        Assert.False(form.Ok);
    }

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2026年11月22日")]
    [InlineData("2026/11/22")]
    [InlineData("20261122")]
    [InlineData("２０２６－１１－２２")]
    public void Dates_are_read_in_the_ways_people_write_them(string typed) =>
        Assert.Equal(new DateOnly(2026, 11, 22), Form(("on", typed)).Date("on", "日期"));

    [Theory]
    [InlineData("2026-02-30", "不是有效的日期")]
    [InlineData("2025-12-31", "不能早于2026年1月1日")]
    [InlineData("2027-01-01", "不能晚于2026年12月31日")]
    public void A_bad_date_says_how_to_mend_it(string typed, string words)
    {
        var form = Form(("on", typed));
        Assert.Null(form.Date("on", "日期", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)));
        Assert.Contains(words, form.State.ErrorOf("on")!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_an_offered_answer_is_taken()
    {
        Assert.Equal("new", Form(("kind", "new")).Choice("kind", "类型", Kinds));
        var form = Form(("kind", "gift"));
        Assert.Equal("", form.Choice("kind", "类型", Kinds));
        Assert.Contains("请重新选择", form.State.ErrorOf("kind")!.Words, StringComparison.Ordinal);
        Assert.Equal(["new", "renew"], Form(("kind", "new"), ("kind", "renew")).Choices("kind", "类型", Kinds));
        var none = Form();
        Assert.Empty(none.Choices("kind", "类型", Kinds));
        Assert.False(none.Ok);
    }

    [Fact]
    public void A_box_that_must_be_ticked_is_refused_with_the_pages_own_words()
    {
        var form = Form();
        Assert.False(form.Check("agree", "请先阅读并勾选告知承诺书"));
        Assert.Equal("请先阅读并勾选告知承诺书", form.State.ErrorOf("agree")!.Words);
        Assert.True(Form(("agree", "on")).Check("agree", "…"));
    }

    [Theory]
    [InlineData("139 1234 5678", "13912345678")]
    [InlineData("+86 13912345678", "13912345678")]
    [InlineData("0532-12345678", null)]
    [InlineData("0532-82345678", "0532-82345678")]
    [InlineData("01062345678", "010-62345678")]
    [InlineData("1391234567", null)]
    [InlineData("23912345678", null)]
    public void Telephone_numbers_are_normalised_or_refused(string typed, string? expected)
    {
        var form = Form(("tel", typed));
        Assert.Equal(expected ?? "", form.Phone("tel", "联系电话"));
        Assert.Equal(expected is not null, form.Ok);
    }

    [Fact]
    public void A_short_mobile_number_is_told_its_length()
    {
        var form = Form(("tel", "1391234567"));
        form.Phone("tel", "联系电话");
        Assert.Contains("现在是 10 位", form.State.ErrorOf("tel")!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identifier_reads_itself_in_any_width()
    {
        Assert.Equal(RegionCode.Parse("370202"), Form(("r", "３７０２０２")).Identifier<RegionCode>("r", "地区", RegionCode.TryParse, "应为 6 或 12 位"));
        var form = Form(("r", "37"));
        Assert.Null(form.Identifier<RegionCode>("r", "地区", RegionCode.TryParse, "应为 6 或 12 位"));
        Assert.Equal("地区有误：应为 6 或 12 位", form.State.ErrorOf("r")!.Words);
    }

    [Fact]
    public void A_resident_number_is_read_in_the_ways_people_type_it()
    {
        foreach (var typed in new[] { "11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ" })
            Assert.Equal("11010519491231002X", Form(("id", typed)).ResidentId("id", "身份证号")!.ToString());
    }

    [Theory]
    [InlineData("11010519491231002", "应为 18 位，现在是 17 位")]
    [InlineData("110105194912310021", "有数字输错")]
    [InlineData("", "请填写身份证号")]
    public void A_wrong_resident_number_says_what_to_compare(string typed, string words)
    {
        var form = Form(("id", typed));
        Assert.Null(form.ResidentId("id", "身份证号"));
        Assert.Contains(words, form.State.ErrorOf("id")!.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("91350100M000100Y43", null)]
    [InlineData("91350100m000100y43", null)]
    [InlineData("91350100M000100Y4", "现在是 17 位")]
    [InlineData("91350100M000100Y44", "有字符输错")]
    [InlineData("9135O100M000100Y43", "代码中没有这些字母")]
    public void A_credit_code_is_read_or_says_what_to_compare(string typed, string? words)
    {
        var form = Form(("code", typed));
        var code = form.CreditCode("code", "统一社会信用代码");
        if (words is null) Assert.Equal("91350100M000100Y43", code!.ToString());
        else Assert.Contains(words, form.State.ErrorOf("code")!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_never_given_back_to_the_page()
    {
        var form = Form(("password", "s3cret"), ("user", "li"), ("__RequestVerificationToken", "t"));
        Assert.Equal("s3cret", form.Secret("password", "密码"));
        Assert.Equal(["user"], form.State.Values.Keys);
    }

    [Fact]
    public void A_field_keeps_its_first_error_and_the_form_all_of_its_own()
    {
        var form = Form();
        form.Text("name", "店名");
        form.Refuse("name", "另一句话");
        form.Refuse("", "甲");
        form.Refuse(new Refusal("cases.stale", "乙", PlatformRules.NoSilentOverwrite));
        Assert.Equal(["请填写店名", "甲", "乙"], form.State.Errors.Select(e => e.Words));
    }

    [Theory]
    [InlineData("a.pdf", 3, null)]
    [InlineData("A.PDF", 3, null)]
    [InlineData("a.exe", 3, "请上传 PDF、JPG 格式")]
    [InlineData("a.pdf", 0, "空文件")]
    [InlineData("a.pdf", 2049, "超过上限 2 KB")]
    [InlineData(null, 0, "请上传身份证")]
    public void Files_are_judged_by_size_and_ending(string? name, int size, string? words)
    {
        var files = new FormFileCollection();
        if (name is not null) files.Add(new FormFile(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', size))), 0, size, "id", name));
        var form = new FormReader(new FormCollection([], files));
        var file = form.File("id", "身份证", 2048, [".pdf", ".jpg"]);
        if (words is null)
        {
            Assert.Equal(name, file!.FileName);
        }
        else
        {
            Assert.Null(file);
            var error = form.State.ErrorOf("id")!;
            Assert.Contains(words, error.Words, StringComparison.Ordinal);
            Assert.Equal(PlatformRules.Files, error.Basis);
        }
    }

    [Fact]
    public void A_file_that_need_not_be_there_may_be_missing()
    {
        var form = Form();
        Assert.Null(form.File("id", "身份证", 2048, [".pdf"], required: false));
        Assert.True(form.Ok);
    }
}
