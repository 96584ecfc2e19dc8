using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// A newborn's bundle (河北方案 三（一）, 青岛办法 第六条): the father fills in once and signs with his account; the mother signs on paper, and counts when a clerk has looked at her identity and her hand.
/// With the last signature the house files it, and health, police and the others each have their case.
/// </summary>
public sealed class RegisteringANewborn(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_phone() => Live(new Way("newborn, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var father = await Walker.Enter(chromium, house, way, "1 father", tally);
        await father.Open("/bundles");
        await father.Follow("新生儿出生一件事");
        await father.Follow("在线办理");
        await Applying.SignIn(father, house, "shinan-person");
        await Answering.Whole(
            father, ("城乡居民医保参保", "是"), ("申领社会保障卡", "是"),
            ("父亲姓名", "林晓舟"), ("父亲居民身份证", "370299198803160212"), ("父亲手机", "19900000001"),
            ("母亲姓名", "方若兰"), ("母亲居民身份证", "370299199002030420"), ("母亲手机", ""));
        await father.Tick("我确认以上内容和材料真实");
        await father.Press("锁定内容，邀请各方签署");
        await father.Sees("已签 0 人，共 2 人");
        var overview = new Uri(father.Page.Url).AbsolutePath;
        await father.Follow("看内容并签署");
        await father.Tick("我是父亲本人");
        await father.Go(father.Page.GetByRole(AriaRole.Button, new() { Name = "签署", Exact = true }));
        await father.Sees("已经签署");

        // The mother has no telephone: a sheet to sign by hand, brought to the window.
        await father.Open(overview);
        await father.Sees("已签 1 人，共 2 人");
        await father.Tap(father.Page.GetByText("母亲不方便网上签？在纸上签"));
        await father.Follow("打印签署页");
        await father.Sees("校验号");
        await father.Open(overview);
        await father.Tap(father.Page.GetByText("母亲不方便网上签？在纸上签"));
        await father.Page.Locator("#party-parent-2 input[type=file]").SetInputFilesAsync(new FilePayload { Name = "签署页.pdf", MimeType = "application/pdf", Buffer = Paper.Of("签署页") });
        await father.Press("上传签署页");
        await father.Sees("已签 1 人，共 2 人");

        await using var clerk = await Walker.Enter(chromium, house, way, "2 clerk", tally);
        await clerk.Open("/sign-in");
        await Applying.SignIn(clerk, house, "shinan-clerk");
        await clerk.Open("/work/signing");
        await clerk.Follow("新生儿出生一件事");
        await clerk.Tick("已核对本人的证件原件");
        await clerk.Tick("签署页上的指纹、校验号");
        await clerk.Press("确认本人签署");

        // The last signature files it.
        await house.Wait("PT1M");
        await father.Open(overview);
        await father.Sees("都签完了，申请已经提交");
        await father.Follow("看办件进度");
        var number = new Uri(father.Page.Url).Segments[^1];
        await clerk.Open($"/work/cases/{number}");
        await Answering.Unfold(clerk, "Accept");
        await clerk.Go(clerk.Page.Locator("#act-Accept button[type=submit]").First);
        await clerk.Sees("已完成：受理");
        await house.Wait("PT1M");
        await father.Reload();
        await father.Sees("各个事项的进展");
        await father.Sees("要等出生医学证明签发批准以后决定");
        await father.Follow("出生登记（落户）：看这一项");
        await father.Sees("这一项属于");
        tally.Close();
    }
}
