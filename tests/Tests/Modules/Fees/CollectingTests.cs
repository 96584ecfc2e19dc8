using System.Net;
using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Fees;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Fees;

/// <summary>From the charge to the receipt and back (PayFee, PayByCode, CheckFeeReceipt, ListCharges, HandleCharge, RefundFee, HearCollection), on both databases.</summary>
public sealed class CollectingTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-27-3")]
    [Clause("CQ-27-4")]
    public async Task In_Chongqing_a_fee_is_asked_for_at_acceptance_paid_by_code_and_receipted_and_the_case_goes_on(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Accepted(Paying.Passport);
        var owner = await paying.World.SignIn("shinan-company");
        var charge = await paying.Charge(number);
        Assert.Equal((ChargeState.Open, 12000L, true), (charge.State, charge.Amount.Fen, charge.PayCode is { Length: > 10 }));
        Assert.Equal(["case.fee-charged/1"], await paying.Log(number));

        // My case says what is asked, and leads to the page with the code for telephone, counter, kiosk and bank.
        var mine = await owner.Get($"/cases/{number}");
        Assert.Contains("请您缴费", mine.Text("main"), StringComparison.Ordinal);
        var page = await owner.Get(mine.Page.QuerySelector("a[href^='/my/fees/']")!.GetAttribute("href")!);
        Assert.Contains("¥120.00", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("《中华人民共和国护照法》第二十二条", page.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector(".qr svg"));
        Assert.All((string[])["窗口", "自助终端", "银行", "扫"], way => Assert.Contains(way, page.Text("main ul:not(nav ul)") + page.Text("main"), StringComparison.Ordinal));
        // The kiosk has the code alone, and learns nothing of the payer.
        var kiosk = await paying.World.Browser().Get($"/pay?code={charge.PayCode}");
        Assert.Contains("¥120.00", kiosk.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(number.ToString(), kiosk.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await paying.World.Browser().Get("/pay?code=37020000000000000000")).Status);

        Assert.True(paying.Service.Pay(charge.Id, "online"));
        Assert.Equal(HttpStatusCode.NoContent, await paying.CallBack(charge.Id));
        await paying.World.Settle();
        Assert.Equal(["case.fee-charged/1", "case.fee-paid/1"], await paying.Log(number));
        charge = await paying.Charge(number);
        Assert.Equal((ChargeState.Paid, false, "online"), (charge.State, charge.Trouble, charge.Way));

        // The receipt: number, amount, item and basis, signed; downloaded by its payer, checked by anybody.
        page = await owner.Get($"/my/fees/{charge.Id}");
        Assert.Contains(charge.ReceiptNumber!, page.Text("main"), StringComparison.Ordinal);
        var receipt = await owner.Get($"/my/fees/{charge.Id}/receipt");
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        Assert.All((string[])[charge.ReceiptNumber!, "\"amount\":12000", "普通护照工本费", "护照法"], part => Assert.Contains(part, receipt.Body, StringComparison.Ordinal));
        var check = await paying.World.Browser().Get($"/pay/receipts?number={charge.ReceiptNumber}&check={charge.ReceiptCheck}");
        Assert.Contains("¥120.00", check.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await paying.World.Browser().Get($"/pay/receipts?number={charge.ReceiptNumber}&check=XXXXXX")).Status);
        var stranger = await paying.World.SignIn("shinan-person");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/my/fees/{charge.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/my/fees/{charge.Id}/receipt")).Status);

        await paying.Decide(number, new Approve());
        await paying.Do(number, new BeginDelivery(DeliveryMode.Counter));
        Assert.Equal(CaseStatus.Delivering, (await paying.Open(number)).State.Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_result_waits_for_its_fee_and_what_is_free_shows_no_fee_anywhere(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Approved(Paying.Property);
        var why = await paying.Try(number, new BeginDelivery(DeliveryMode.Counter));
        Assert.Equal(("cases.fee-due", "第二十九条"), (why?.Code, why?.Basis.Article));
        Assert.Contains("不动产登记费（住宅）", why!.Message, StringComparison.Ordinal);
        var clerk = await paying.World.SignIn("shinan-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("等申请人缴清", page.Text(".page-lead"), StringComparison.Ordinal);
        Assert.Contains("还没有缴清", page.Closed("开始送达").Why, StringComparison.Ordinal);

        // The window takes cash; only the service's word makes it paid.
        var charge = await paying.Charge(number);
        var counter = await clerk.Get($"/workbench/fees/{charge.Id}");
        var empty = await clerk.Submit(counter, $"/workbench/fees/{charge.Id}/counter");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        paying.Service.Down = true;
        var down = await clerk.Submit(counter, $"/workbench/fees/{charge.Id}/counter", (HandleCharge.MeansField, "cash"), (HandleCharge.ReferenceField, "C-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, down.Status);
        Assert.Equal(ChargeState.Open, (await paying.Charge(number)).State);
        paying.Service.Down = false;
        Assert.Equal(HttpStatusCode.Found, (await clerk.Submit(counter, $"/workbench/fees/{charge.Id}/counter", (HandleCharge.MeansField, "cash"), (HandleCharge.ReferenceField, "C-1"))).Status);
        await paying.World.Settle();
        Assert.Equal("counter", (await paying.Charge(number)).Way);
        Assert.Contains("已缴", (await clerk.Get(Workbench.PageOf(number))).Text(".case-panel"), StringComparison.Ordinal);
        await paying.Do(number, new BeginDelivery(DeliveryMode.Counter));

        var free = await paying.World.File("370202-food-business");
        Assert.Empty((await clerk.Get(Workbench.PageOf(free))).Page.QuerySelectorAll(".case-panel"));
        var yuzhong = await paying.World.SignIn("yuzhong-clerk");
        Assert.DoesNotContain("/workbench/fees", (await yuzhong.Get("/work")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await yuzhong.Get($"/workbench/fees/{charge.Id}")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_measured_waits_for_who_decides_and_no_window_sets_a_sum(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Approved(Paying.Road);
        var charge = await paying.Charge(number);
        Assert.Equal((ChargeState.Assessing, 0), (charge.State, paying.Service.Made));
        Assert.Empty(await paying.Log(number));
        Assert.Equal("cases.fee-due", (await paying.Try(number, new BeginDelivery(DeliveryMode.Counter)))?.Code);
        var path = $"/workbench/fees/{charge.Id}";
        var clerk = await paying.World.SignIn("shinan-clerk");
        Assert.Null((await clerk.Get(path)).Page.QuerySelector($"form[action='{path}/assessment']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"{path}/assessment", [(HandleCharge.UnitsField, "30"), (HandleCharge.NoteField, "x")])).Status);

        var reviewer = await paying.World.SignIn("shinan-reviewer-cgj");
        var page = await reviewer.Get(path);
        var wrong = await reviewer.Submit(page, $"{path}/assessment", (HandleCharge.UnitsField, "0"), (HandleCharge.NoteField, "6 平方米 5 天"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(HttpStatusCode.Found, (await reviewer.Submit(page, $"{path}/assessment", (HandleCharge.UnitsField, "30"), (HandleCharge.NoteField, "6 平方米 5 天"))).Status);
        await paying.World.Settle();
        charge = await paying.Charge(number);
        Assert.Equal((ChargeState.Open, 1500L), (charge.State, charge.Amount.Fen));
        Assert.Contains("6 平方米 5 天", (await reviewer.Get(path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(["case.fee-charged/1"], await paying.Log(number));

        // Waived by law: the order is called off outside too.
        Assert.Equal(HttpStatusCode.Found, (await reviewer.Submit(await reviewer.Get(path), $"{path}/waiver", (HandleCharge.NoteField, "残疾人经营，依规定免收"))).Status);
        await paying.World.Settle();
        Assert.Equal(["case.fee-charged/1", "case.fee-waived/1"], await paying.Log(number));
        Assert.False(paying.Service.Pay(charge.Id, "online"));
        await paying.Do(number, new BeginDelivery(DeliveryMode.Counter));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lost_answers_and_outages_make_no_second_order_and_stand_on_the_list_until_they_end(string database)
    {
        await using var paying = await Paying.Start(database);
        paying.Service.Down = true;
        var number = await paying.Approved(Paying.Property);
        foreach (var later in (string[])["2025-03-03 09:05", "2025-03-03 09:30", "2025-03-03 10:30"]) await paying.World.MoveTo(later);
        var charge = await paying.Charge(number);
        Assert.True(charge.Trouble);
        Assert.Equal("收缴系统出错（503）", charge.Reason);
        var clerk = await paying.World.SignIn("shinan-clerk");
        Assert.Contains("收缴系统出错（503）", (await clerk.Get("/workbench/fees?show=failed")).Text("tbody"), StringComparison.Ordinal);
        (paying.Service.Down, paying.Service.LoseAnswers) = (false, 1);
        await paying.World.MoveTo("2025-03-04 09:00");
        await paying.World.MoveTo("2025-03-04 18:00");
        charge = await paying.Charge(number);
        Assert.Equal((false, 1, true), (charge.Trouble, paying.Service.Made, charge.Ordered));
        Assert.Empty((await clerk.Get("/workbench/fees?show=failed")).Page.QuerySelectorAll("tbody tr"));

        // A call-back that is not the service's is not heard; the payment is found all the same.
        paying.Service.Pay(charge.Id, "bank");
        Assert.Equal(HttpStatusCode.Unauthorized, await paying.CallBack(charge.Id, forged: Convert.ToBase64String(Encoding.UTF8.GetBytes("not a signature"))));
        await paying.World.MoveTo("2025-03-06 09:00");
        Assert.Equal(ChargeState.Paid, (await paying.Charge(number)).State);
        Assert.Single(await paying.Log(number), "case.fee-paid/1");
        Assert.Equal(HttpStatusCode.NoContent, await paying.CallBack(charge.Id));
        await paying.World.Settle();
        Assert.Single(await paying.Log(number), "case.fee-paid/1");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-27-4")]
    public async Task A_payment_without_a_valid_receipt_is_flagged_until_it_has_one(string database)
    {
        await using var paying = await Paying.Start(database);
        (paying.Service.WithholdReceipts, paying.Service.ForgeReceipts) = (true, true);
        var number = await paying.Approved(Paying.Property);
        var key = (await paying.Charge(number)).Id;
        paying.Service.Pay(key, "kiosk");
        await paying.CallBack(key);
        await paying.World.Settle();
        await paying.World.MoveTo("2025-03-03 11:00");
        var charge = await paying.Charge(number);
        Assert.Equal((ChargeState.Paid, true, "已缴费，还没有电子票据"), (charge.State, charge.Trouble, charge.Reason));
        paying.Service.MakeReceipt(key);
        await paying.World.MoveTo("2025-03-03 20:00");
        charge = await paying.Charge(number);
        Assert.Equal((true, "电子票据的签名不对", true), (charge.Trouble, charge.Reason, charge.Receipt is null));
        paying.Service.ForgeReceipts = false;
        await paying.World.MoveTo("2025-03-04 12:00");
        charge = await paying.Charge(number);
        Assert.Equal((false, true), (charge.Trouble, charge.Receipt is not null));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_refund_needs_a_reason_and_a_second_person_and_goes_back_the_same_way(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Approved(Paying.Property);
        var key = (await paying.Charge(number)).Id;
        paying.Service.Pay(key, "online");
        await paying.CallBack(key);
        await paying.World.Settle();
        var clerk = await paying.World.SignIn("shinan-clerk");
        var path = $"/workbench/fees/{key}";
        var page = await clerk.Get(path);
        var tooMuch = await clerk.Submit(page, $"{path}/refunds", (RefundFee.AmountField, "80.01"), (RefundFee.WhyField, "wrong-amount"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMuch.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Submit(page, $"{path}/refunds", (RefundFee.AmountField, "30"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await clerk.Submit(page, $"{path}/refunds", (RefundFee.AmountField, "30"), (RefundFee.WhyField, "wrong-amount"))).Status);
        // The same page sent again, by an impatient hand or a lost answer, asks for nothing more.
        Assert.Equal(HttpStatusCode.Found, (await clerk.Submit(page, $"{path}/refunds", (RefundFee.AmountField, "30"), (RefundFee.WhyField, "wrong-amount"))).Status);
        string refund;
        await using (var db = paying.Db()) refund = db.Refunds.Single().Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"{RefundFee.Path}/{refund}/decision", [(RefundFee.DecisionField, "approve")])).Status);

        var officer = await paying.World.SignIn("shinan-officer");
        Assert.Contains("不动产登记费", (await officer.Get("/workbench/fees?show=refunds")).Text("tbody"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await officer.Submit(await officer.Get(path), $"{RefundFee.Path}/{refund}/decision", (RefundFee.DecisionField, "approve"))).Status);
        await paying.World.Settle();
        var charge = await paying.Charge(number);
        Assert.Equal(3000, charge.Refunded.Fen);
        Assert.Equal(["case.fee-charged/1", "case.fee-paid/1", "case.fee-refunded/1"], await paying.Log(number));
        var check = await paying.World.Browser().Get($"/pay/receipts?number={charge.ReceiptNumber}&check={charge.ReceiptCheck}");
        Assert.Contains("¥30.00", check.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_case_that_ends_before_it_was_paid_owes_nothing(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Accepted(Paying.Passport);
        var key = (await paying.Charge(number)).Id;
        await paying.Do(number, new Withdraw());
        await paying.World.Settle();
        Assert.Equal(ChargeState.Waived, (await paying.Charge(number)).State);
        Assert.False(paying.Service.Pay(key, "online"));
    }
}
