using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The page of the lead, and how a coordination is kept.</summary>
internal sealed class LeadDesk(Combinations combinations, CatalogueDb db, IDirectory directory)
{
    public Combinations Combinations => combinations;

    /// <summary>The organisation that the officer acts for.</summary>
    public Organisation? Office(Actor actor) => actor.Organisation is { } own ? directory.Organisation(own) : null;

    public async Task<IReadOnlyList<ChoiceModel>> Departments(CombinationRow row, CancellationToken cancel) =>
        [.. (await combinations.Parts(Combinations.Read(row.Plan), cancel)).Select(p => p.Guide.Organisation).Distinct().Select(o => new ChoiceModel(o, combinations.NameOf(o)))];

    public async Task<Outcome<CombinationPlan>> Keep(
        CombinationRow row, CoordinationRow? before, LeadCoordination next, bool first, string? seen, string what, Actor actor, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(next, Json.Options);
        if (first) db.Add(new CoordinationRow { Item = row.Item, Number = (before?.Number ?? 0) + 1, Body = body, Version = 1 });
        else (before!.Body, before.Version) = (body, before.Version + 1);
        var plan = Combinations.Read(row.Plan);
        // A new coordination leaves the plan without a lead until it has ended: nothing is published meanwhile.
        plan = next is { Lead: { } lead, Settlement: { } settled } ? plan with { Lead = lead, Settled = settled } : plan with { Lead = "", Settled = null };
        _ = int.TryParse(seen, out var version);
        return await combinations.Save(row, plan, version, what, actor, cancel);
    }

    public async Task<IResult> Page(CombinationRow row, Actor actor, FormState form, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var kept = await combinations.Coordination(row.Item, cancel);
        var now = kept is null ? null : Combinations.ReadCoordination(kept.Body);
        var departments = await Departments(row, cancel);
        var plan = Combinations.Read(row.Plan);
        var office = Office(actor) is { Kind: OrganisationKind.ManagementOffice } own && own.Region == plan.Place && actor.Role == Role.ManagementOfficer;
        return Pages.Show<LeadPage>(new LeadModel(
            row.Item, row.Name, row.Version, form, plan.Lead.Length == 0 ? "还没有确定" : combinations.NameOf(plan.Lead) + (plan.Settled is { } settled ? $"，{CombinationWords.Of(settled)}" : ""),
            departments, now is null ? null : new CoordinationModel(
                now.Record, combinations.NameOf(now.Proposed), combinations.NameOf(now.OpenedBy), now.OpenedOn,
                now.Outcome switch { LeadOutcome.Open => "等各部门表态", LeadOutcome.Agreed => "协商一致", LeadOutcome.Disagreed => "没有一致，由政务服务管理机构指定", _ => "已经指定" },
                [.. now.Departments.Select(d => (d, Said: now.Statements.FirstOrDefault(s => s.Department == d))).Select(s => new LeadStatementModel(
                    combinations.NameOf(s.d), s.Said is null ? "还没有表态" : s.Said.Agrees ? "同意" : "不同意", s.Said?.Reason, s.Said?.On))],
                now.Designated is { } order ? $"{combinations.NameOf(order.By)}{Words.ShortOf(order.On)}指定{combinations.NameOf(order.Lead)}牵头：{order.Reason}" : null),
            office, now is { Outcome: LeadOutcome.Open or LeadOutcome.Disagreed } && actor.Role != Role.ManagementOfficer && now.Departments.Contains(actor.Organisation ?? ""),
            office && now?.Outcome == LeadOutcome.Disagreed), status);
    }
}

public sealed record LeadStatementModel(string Department, string View, string? Reason, DateOnly? On);

public sealed record CoordinationModel(
    string Record, string Proposed, string OpenedBy, DateOnly OpenedOn, string Outcome, IReadOnlyList<LeadStatementModel> Statements, string? Designation);

/// <param name="IsOffice">May open a coordination.</param>
public sealed record LeadModel(
    string Item, string Name, int Seen, FormState Form, string Lead, IReadOnlyList<ChoiceModel> Departments, CoordinationModel? Now, bool IsOffice, bool MayState, bool MayDesignate);
