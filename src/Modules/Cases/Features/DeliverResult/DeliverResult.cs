using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>结果送达: in the way that was chosen, and each way with its own proof (青岛办法 第二十八条; 鄠邑细则 第十六条).</summary>
internal static class DeliverResult
{
    public const string ModeField = "delivery-mode";
    public const string AddressField = "delivery-address";
    public const string ProofField = "delivery-proof";

    public static WorkAct Beginning { get; } = new(nameof(BeginDelivery), "delivery", CaseReach.Handlers, ReadBeginning, ParseBeginning)
    {
        Filled = (open, paper, _) => FormState.Of((ModeField, open.State.Delivery.ToString()), (AddressField, paper.SendTo)),
        Fields = new Dictionary<string, string> { ["cases.mode-not-offered"] = ModeField },
    };

    public static WorkAct Proof { get; } = new(
        nameof(RecordDelivery), "delivery-proof", CaseReach.Handlers,
        (open, form) => Proved(form.Text(ProofField, "送达凭证", 200, required: false), open.State.Delivery == DeliveryMode.Post ? form.Text(ProofField, "送达凭证", 200, required: false) : null),
        Parsed)
    {
        Fields = new Dictionary<string, string> { ["cases.proof-missing"] = ProofField, ["cases.waybill-missing"] = ProofField },
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
        return Proved(body.Proof ?? body.Waybill, body.Waybill);
    }

    /// <summary>What goes by post is proved by its waybill; a page has one field for either.</summary>
    private static Intended Proved(string? proof, string? waybill) => new(
        new RecordDelivery { Waybill = string.IsNullOrWhiteSpace(waybill) ? null : waybill.Trim() },
        string.IsNullOrWhiteSpace(proof) ? null : new DeliveryProof(proof.Trim()));

    private sealed record BeginningBody(DeliveryMode Mode, string? Address = null);

    private sealed record ProofBody(string? Proof = null, string? Waybill = null);
}

internal sealed record DeliveryAddress(string Address);

internal sealed record DeliveryProof(string Proof);
