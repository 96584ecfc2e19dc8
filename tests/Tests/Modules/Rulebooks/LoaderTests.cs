namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The loader refuses what is not right, with file and line, in words that say how to mend it.</summary>
public sealed class LoaderTests
{
    private const string File = "qingdao/made-up/2024-01-01.yaml";

    [Fact]
    public void A_sound_rulebook_loads() => Assert.Empty(TheLaw.Load((File, TheLaw.Sound())));

    [Theory]
    [InlineData("from: 2024-01-01", "from: 2024-01-01\ncolour: red", 8, "不认识的键 colour")]
    [InlineData("place: \"370200\"", "place: \"37020\"", 5, "区划代码")]
    [InlineData("applies-to: all", "applies-to: some", 6, "applies-to")]
    [InlineData("issuer: 试用市\n", "", 1, "缺少 issuer")]
    [InlineData("from: 2024-01-01", "from: 2024-1-1", 7, "应是日期")]
    [InlineData("from: 2024-01-01", "from: 2024-01-01\nto: 2023-01-01", 8, "to 早于 from")]
    [InlineData("from: 2024-01-01", "from: 2024-01-02", 7, "文件名应是施行日期")]
    [InlineData("key: made-up", "key: Made Up", 1, "小写字母")]
    [InlineData("    summary: 试用的一条。\n", "", 10, "缺少 summary")]
    [InlineData("第一条:", "第二条:", 9, "条文要齐全")]
    [InlineData("acceptance.limit.online:", "acceptance.limt.online:", 12, "不认识的参数 acceptance.limt.online")]
    [InlineData("1 working-day", "1 work day", 12, "应为时限")]
    [InlineData("    summary: 试用的一条。", "    summary: 试用的一条。\n    see: [nowhere/第九条]", 9, "引用的 nowhere/第九条 不存在")]
    [InlineData("from: 2024-01-01", "from: 2024-01-01\nundated: yes", 8, "要在 note 里说明")]
    [InlineData("from: 2024-01-01", "from: 2024-01-01\namended-under: 第三条", 8, "没有 第三条 这一条")]
    [InlineData("articles:", "articles: [", 10, "YAML 读不通")]
    public void A_spoilt_rulebook_is_refused_with_file_and_line(string right, string wrong, int line, string words)
    {
        var text = TheLaw.Sound();
        Assert.Contains(right, text, StringComparison.Ordinal);

        var errors = TheLaw.Load((File, text.Replace(right, wrong, StringComparison.Ordinal)));

        var error = Assert.Single(errors, e => e.Message.Contains(words, StringComparison.Ordinal));
        Assert.Equal((File, line), (error.File, error.Line));
    }

    [Theory]
    [InlineData("acceptance.lapseEffect: maybe", "应为其中之一")]
    [InlineData("delivery.modes: [counter, pigeon]", "不认识 pigeon")]
    [InlineData("delivery.modes: counter", "应为列表")]
    [InlineData("venue.zones: [前台, 前台]", "不重复")]
    [InlineData("verification.officers: two", "正整数")]
    [InlineData("onlineRate.threshold.town: 160%", "百分数")]
    [InlineData("profile.validity: 2024", "有效期")]
    [InlineData("profile.validity: 2023-01-01..", "与 from、to 不一致")]
    [InlineData("mobile.client: a|b", "竖线")]
    [InlineData("mobile.client:", "不能为空")]
    public void A_value_that_is_not_of_the_parameters_kind_is_refused(string sets, string words)
    {
        var error = Assert.Single(TheLaw.Load((File, TheLaw.Sound(sets))));

        Assert.Equal((File, 12), (error.File, error.Line));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_texts_of_one_regulation_may_not_overlap()
    {
        var later = TheLaw.Sound(key: "made-up-2").Replace("2024-01-01", "2025-01-01", StringComparison.Ordinal);
        const string laterFile = "qingdao/made-up/2025-01-01.yaml";

        Assert.Contains(TheLaw.Load((File, TheLaw.Sound()), (laterFile, later)), e => e.File == laterFile && e.Message.Contains("重叠", StringComparison.Ordinal));

        var ended = TheLaw.Sound().Replace("from: 2024-01-01", "from: 2024-01-01\nto: 2024-12-31", StringComparison.Ordinal);
        Assert.Empty(TheLaw.Load((File, ended), (laterFile, later)));
    }

    [Fact]
    public void A_key_names_one_text_for_ever() =>
        Assert.Contains(
            TheLaw.Load((File, TheLaw.Sound()), ("huyi/other/2024-01-01.yaml", TheLaw.Sound(place: "610118"))),
            e => e.Message.Contains("key made-up 已被", StringComparison.Ordinal));

    [Fact]
    public void Two_texts_of_one_place_and_day_may_not_set_the_same_parameter() =>
        Assert.Contains(
            TheLaw.Load((File, TheLaw.Sound()), ("qingdao/other/2024-01-01.yaml", TheLaw.Sound(key: "other"))),
            e => e.Line == 12 && e.Message.Contains("分不出先后", StringComparison.Ordinal));

    [Fact]
    public void One_text_may_not_set_a_parameter_twice() =>
        Assert.Contains(
            TheLaw.Load((File, TheLaw.Sound("mobile.client: 甲\n    sets-for-other-types:\n      mobile.client: 乙"))),
            e => e.Line == 14 && e.Message.Contains("定了两次", StringComparison.Ordinal));

    [Fact]
    [Clause("QD-1-2")]
    public void A_local_value_below_the_base_law_is_refused_naming_both_articles()
    {
        (string, string) law = ("nation/base/2019-01-01.yaml", TheLaw.BaseLaw("delivery.limit: 10 working-day"));

        var error = Assert.Single(TheLaw.Load(law, (File, TheLaw.Sound("delivery.limit: 15 working-day"))));

        Assert.Equal((File, 12), (error.File, error.Line));
        Assert.Contains("made-up/第一条", error.Message, StringComparison.Ordinal);
        Assert.Contains("base-law/第一条", error.Message, StringComparison.Ordinal);
        Assert.Empty(TheLaw.Load(law, (File, TheLaw.Sound("delivery.limit: 3 working-day"))));
    }

    [Theory]
    [InlineData("acceptance.lapseEffect", "deemed-accepted", "staff-decide")]
    [InlineData("decision.formReviewOnSpot", "mandatory", "promoted")]
    [InlineData("refusalToAccept.grounds", "[out-of-powers]", "[out-of-powers, not-tolerable]")]
    [InlineData("fee.basis", "[law]", "[law, local-regulation]")]
    [InlineData("specialProcedure.kinds", "[听证]", "[听证, 评估]")]
    [InlineData("decision.extension", "10 working-day", "14 calendar-day")]
    [InlineData("tolerant.statutoryClockFrom", "acceptance", "supplement")]
    public void Each_kind_of_comparison_knows_what_is_worse_for_the_applicant(string key, string law, string local)
    {
        (string, string) baseLaw = ("nation/base/2019-01-01.yaml", TheLaw.BaseLaw($"{key}: {law}"));

        Assert.Single(TheLaw.Load(baseLaw, (File, TheLaw.Sound($"{key}: {local}"))));
        Assert.Empty(TheLaw.Load(baseLaw, (File, TheLaw.Sound($"{key}: {law}"))));
        Assert.Empty(TheLaw.Load(baseLaw, (File, TheLaw.Sound("mobile.client: 试用\n    sets-for-other-types:\n      " + $"{key}: {local}"))));
    }

    [Fact]
    public void A_year_of_the_calendar_is_checked_too()
    {
        var errors = TheLaw.Load(("calendar/2030.yaml", "year: 2030\nnotices: [x]\noff:\n  2030-01-01: 元旦\n  2030-02-30: 春节\n"));

        var error = Assert.Single(errors);
        Assert.Equal(("calendar/2030.yaml", 5), (error.File, error.Line));
    }
}
