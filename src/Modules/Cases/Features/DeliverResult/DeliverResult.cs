using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>结果送达: in the way that was chosen, and each way with its own proof (青岛办法 第二十八条; 鄠邑细则 第十六条).</summary>
internal static class DeliverResult
{
    public const string ModeField = "delivery-mode";
    public const string AddressField = "delivery-address";
    public const string ProofField = "delivery-proof";
    public const string CollectorField = "collector";
    public const string NumberField = "collector-number";
    public const string NameField = "collector-name";
    public const string WarrantField = "collector-warrant";
    public const string Known = "known";

    public static IReadOnlyList<ChoiceModel> Collectors { get; } =
    [
        new(Known, "申请人本人，或者在平台登记的法定代表人、代理人", "填证件号码，由系统核对。"),
        new("entrusted", "持委托书的其他人", "核对他的证件和申请人的委托书、介绍信。"),
    ];

    public static WorkAct Beginning { get; } = new(nameof(BeginDelivery), "delivery", CaseReach.Handlers, ReadBeginning, ParseBeginning)
    {
        Filled = (open, paper, _) => FormState.Of((ModeField, open.State.Delivery.ToString()), (AddressField, paper.SendTo)),
        Fields = new Dictionary<string, string> { ["cases.mode-not-offered"] = ModeField },
    };

    public static WorkAct Proof { get; } = new(
        nameof(RecordDelivery), "delivery-proof", CaseReach.Handlers,
        (open, form) => open.State.Delivery == DeliveryMode.Post ? Sent(form.Text(ProofField, "寄递单号", 200, required: false)) : ReadCollector(form),
        Parsed)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.proof-missing"] = ProofField, ["cases.waybill-missing"] = ProofField, ["cases.collector-unknown"] = NumberField,
            ["cases.collector-number"] = NumberField, ["cases.collector-name"] = NameField, ["cases.warrant-missing"] = WarrantField,
        },
    };

    public static IReadOnlyList<ChoiceModel> Modes(OpenCase open) =>
        [.. open.Guide.Deliveries.Select(d => new ChoiceModel(d.ToString(), d.Words(), d == open.State.Delivery ? "申请人的选择" : null))];

    internal static Intended ReadBeginning(OpenCase open, FormReader form)
    {
        var mode = Enum.TryParse<DeliveryMode>(form.Choice(ModeField, "送达方式", Modes(open)), out var chosen) ? chosen : default;
        var address = form.Text(AddressField, "邮寄地址", 300, required: mode == DeliveryMode.Post);
        return Begun(mode, address);
    }

    internal static Intended ParseBeginning(JsonElement json)
    {
        var body = json.As<BeginningBody>();
        return Begun(body.Mode, body.Address);
    }

    private static Intended Begun(DeliveryMode mode, string? address) =>
        new(new BeginDelivery(mode), mode == DeliveryMode.Post && !string.IsNullOrWhiteSpace(address) ? new DeliveryAddress(address.Trim()) : null);

    private static Intended Parsed(JsonElement json)
    {
        var body = json.As<ProofBody>();
        return body.Number is { } number ? Collected(new Collector(body.Warrant is null, number, body.Name, body.Warrant)) : Sent(body.Waybill);
    }

    private static Intended Sent(string? waybill) => string.IsNullOrWhiteSpace(waybill)
        ? new Intended(new RecordDelivery())
        : new Intended(new RecordDelivery { Waybill = waybill.Trim() }, new DeliveryProof(waybill.Trim()));

    private static Intended ReadCollector(FormReader form)
    {
        var known = form.Choice(CollectorField, "谁来领取", Collectors) == Known;
        return Collected(new Collector(
            known, form.Text(NumberField, "领取人的证件号码", 40), known ? null : form.Text(NameField, "领取人姓名", 60, required: false),
            known ? null : form.Text(WarrantField, "委托书", 200, required: false)));
    }

    private static Intended Collected(Collector who) => new(new RecordDelivery()) { Prepare = (preparing, open, cancel) => Check(who, preparing.Subjects, open, cancel) };

    /// <summary>The paper's number is compared here and kept masked: who handed over stands in the event, who collected in its sealed paper.</summary>
    private static async ValueTask<Outcome<Intended>> Check(Collector who, ISubjects subjects, OpenCase open, CancellationToken cancel)
    {
        var basis = CaseClocks.BasisOf(open.Rules, "delivery.modes");
        var number = string.Concat(who.Number.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        var masked = Masking.Identifier(number);
        if (who.IsKnown)
        {
            return await subjects.ActsFor(open.State.Subject, number, open.State.Item, cancel)
                ? new Intended(new RecordDelivery { Proof = DeliveryProofKind.Identity }, new DeliveryProof($"申请人本人或者登记的代理人领取，证件号码 {masked}，与登记的一致"))
                : new Refusal("cases.collector-unknown", "这个证件号码不是申请人的，也不是登记过的法定代表人或代理人的。请核对号码；别人代领的，请选“持委托书的其他人”。", basis);
        }

        if (number.Length == 18 ? !ResidentId.TryParse(number, out _) : number.Length is < 6 or > 30)
            return new Refusal("cases.collector-number", "证件号码有误，请对照领取人的证件逐位核对。", basis);
        if (string.IsNullOrWhiteSpace(who.Name)) return new Refusal("cases.collector-name", "请填写领取人的姓名。", basis);
        return string.IsNullOrWhiteSpace(who.Warrant)
            ? new Refusal("cases.warrant-missing", "请写明委托书或者介绍信的日期和签章。", basis)
            : new Intended(
                new RecordDelivery { Proof = DeliveryProofKind.Entrusted }, new DeliveryProof($"{who.Name.Trim()}代领，证件号码 {masked}，已核对证件；委托：{who.Warrant.Trim()}"));
    }

    private sealed record BeginningBody(DeliveryMode Mode, string? Address = null);

    private sealed record ProofBody(string? Waybill = null, string? Number = null, string? Name = null, string? Warrant = null);

    /// <param name="IsKnown">The platform is to know him; else he brings a written authority.</param>
    private sealed record Collector(bool IsKnown, string Number, string? Name, string? Warrant);
}

internal sealed record DeliveryAddress(string Address);

internal sealed record DeliveryProof(string Proof);
