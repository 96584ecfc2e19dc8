using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>寄递 on a case's page: where each parcel is, to applicant and staff alike; and where the applicant may let his papers be fetched.</summary>
internal sealed class ParcelPanel(IDbContextFactory<CouriersDb> contexts, CourierSettings settings) : ICasePanels
{
    public async ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var number = facts.Number.ToString();
        var parcels = await db.Parcels.AsNoTracking().Where(p => p.Case == number).OrderBy(p => p.CreatedAt).ToListAsync(cancel);
        var applicant = reader.Role == Role.Applicant;
        var links = applicant
            ? AskForPickUp.Offered(facts, settings) && !parcels.Exists(p => p.Direction == ParcelDirection.PickUp && !p.State.IsOver()) ? [new CasePanelLink("请上门取材料", AskForPickUp.PathOf(number))] : []
            : parcels.Select(p => new CasePanelLink(p.State == ParcelState.Open ? "选寄递企业" : $"寄递单 {p.Waybill}", ChooseCourier.PathOf(p.Id))).ToArray();
        return parcels.Count == 0 && links.Length == 0 ? null : new CasePanel("寄递", [.. parcels.Select(p => LineOf(p, applicant))], links);
    }

    private CasePanelLine LineOf(ParcelRow parcel, bool applicant)
    {
        var words = (parcel.Direction == ParcelDirection.Return ? "寄结果" : "上门取材料")
            + (settings.Find(parcel.Courier)?.Name is { } courier ? $"：{courier}" : "") + (parcel.Waybill is { } waybill ? $"，单号 {waybill}" : "");
        var note = parcel.State.HasFailed() && applicant
            ? "窗口会与您联系，改用别的方式送达。"
            : !applicant && (parcel.Trouble || parcel.Failures > 0) && !parcel.State.HasFailed() ? parcel.Reason : null;
        return new CasePanelLine(words, parcel.State.Words(), Tone(parcel.State.Kind()), note);
    }

    private static PanelTone Tone(StatusKind kind) => kind switch
    {
        StatusKind.Active => PanelTone.Active,
        StatusKind.Soon => PanelTone.Soon,
        StatusKind.Bad => PanelTone.Bad,
        StatusKind.Done => PanelTone.Done,
        _ => PanelTone.Neutral,
    };
}
