using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>案卷: puts a case's page together for one reader. What is personal is shown in full only to who handles the case.</summary>
internal sealed class CaseFiles(CaseDesk desk, ICases cases, ISubjects subjects, IMaterials materials, IEnumerable<INotices> notices, IDirectory directory,
    IEnumerable<ICasePanels> panels, IOpenings openings, IEmergencies emergencies, TimeProvider clock)
{
    public async Task<WorkCaseModel> Of(OpenCase open, Actor actor, CancellationToken cancel, Typed? typed = null)
    {
        var (state, guide) = (open.State, open.Guide);
        var by = new ActorInCase(actor, state);
        var handles = Handles(by);
        var inFull = handles || emergencies.InUse || (RevealApplicant.May(by) && await openings.InFull(actor, state.Subject, open.Number.ToString(), cancel));
        var back = emergencies.InUse ? new MenuLink("应急授权", "/workbench/emergencies") : !CaseReach.MaySee(actor, state) ? new MenuLink("条线监督", SuperviseLine.Path) : by.IsVenue ? new MenuLink("下沉收的件", ListVenueCases.Path) : CaseReach.MaySee(actor, state.Organisation, state.Place) || state.Crossing is null
            ? new MenuLink(WorkPlace.Of(Trays.Of(state)).Words, WorkPlace.Of(Trays.Of(state)).Path)
            : new MenuLink("跨域通办", ListCrossings.Path);
        var log = await cases.Log(open.Number, cancel);
        var paper = new CasePaper(open, log, inFull);
        var acts = Acts(open, paper, actor, typed);
        var held = await Materials(open, paper, handles, cancel);
        var issued = await Notices(open.Number, cancel);
        return new WorkCaseModel(
            open.Number.ToString(), WorkRows.GroupsOf(open.Number), guide.Name, state.Status.Words(), CaseReasons.KindOf(state.Status), CaseReasons.Of(open),
            back, null, handles,
            [.. state.Alerts.Distinct().Select(CaseReasons.Words), .. state.Change is { IsOpen: true } change ? [ItemChangeReasons.Of(change, state.Status)] : Array.Empty<string>()],
            Facts(open),
            await Applicant(open, inFull, cancel),
            CaseTimes.Of(open, clock.Now()),
            held,
            paper.Answers(),
            WorkLog.Of(open, log, directory, handles),
            issued,
            acts,
            Choices(open, acts, held, actor) with
            {
                Undone = open.State.Mends?.Last is { } last ? ActWords.Of(UndoRules.ActOf(last.Event)) : "",
                Findable = open.Rules.Find("falseMaterials.bar") is null ? [] : FalseFindings.Items(open),
                Documents = RectifyRecord.Documents(issued),
                Proposed = RectifyRecord.Proposed(open, issued),
                RevocationGrounds = RevokeResult.Grounds(open),
            })
        {
            HasSignature = state.Signature is not null,
            Reveal = inFull || !RevealApplicant.May(by) ? null : new RevealModel(RevealApplicant.AddressOf(open.Number), FormState.Empty),
            InFullFor = emergencies.InUse ? "您在凭应急授权查看，只能看，不能办。" : inFull && !handles ? "您登记了理由，完整信息暂时显示十分钟。" : null,
            Trace = handles ? RuleTraces.Of(open, log) : null,
            Panels = await panels.Of(cases, open.Number, actor, cancel),
            Opinions = OpinionLines.Of(open, log),
            Visit = await SiteLines.Of(open, log, actor, handles, materials, cancel),
        };
    }

    /// <summary>Who acts on the case sees what is personal as it is: each opening is in the register.</summary>
    public static bool Handles(ActorInCase by) => by.IsWindow || by.IsReviewer || by.IsBranch || by.IsReceiver || by.IsVenue;

    private List<SummaryRowModel> Facts(OpenCase open)
    {
        var state = open.State;
        var rows = new List<SummaryRowModel>
        {
            new("实施部门", directory.Organisation(state.Organisation)?.Name ?? state.Organisation),
            new("收到", $"{Words.Of(state.ReceivedAt)}，{state.Channel.Words()}{(state.Venue is { } venue ? $"，{directory.Organisation(venue.Organisation)?.Name ?? venue.Organisation}（{venue.Mode.Words()}）" : "")}"),
        };
        if (state.Work?.Held is { } held) rows.Add(new("领办", $"{open.Context.HolderName ?? "已离岗人员"}（{RoleWords.Of(held.Role)}），自{Words.Of(held.Since)}"));
        if (open.Guide.HandledIn is { } line) rows.Add(new("办理系统", LineWords.Reason(open) ?? $"由{line.Name}办理"));
        if (state.AcceptedOn is { } accepted) rows.Add(new("受理", Words.Of(accepted) + state.Mode switch
        {
            AcceptanceMode.Tolerant => "，容缺受理",
            AcceptanceMode.Deemed => "，视为受理",
            AcceptanceMode.AfterCorrection => "，补正后受理",
            _ => "",
        }));
        if (state.Correction is { } correction && state.Status == CaseStatus.CorrectionRequired) rows.Add(new("补正期限", Words.Of(correction.Due)));
        if (state.Supplement is { Cleared: false } supplement) rows.Add(new("容缺补交期限", Words.Of(supplement.Due)));
        if (state.DecidedOn is { } decided) rows.Add(new("决定", Words.Of(decided)));
        if (state.OverdueBy is { } late) rows.Add(new("超期", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{late} 个工作日")));
        if (state.Visits > 0) rows.Add(new("到场次数", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state.Visits}（指南 {open.Guide.Visits} 次）")));
        if (state.Mends?.Dishonesty is { } found)
        {
            rows.Add(new(
                found.Fraud ? "骗取办理结果" : "虚假材料认定",
                (found.Fraud ? "已撤销" : DishonestyRules.NamesOf(open.Guide, found.Items)) + (found.BarredUntil is { } until ? $"；{Words.Of(until)}以前不能再申请本事项" : "；不限制再次申请")));
        }

        if (state.Mends?.Reopened is { } anew) rows.Add(new("重新办理", $"{Words.Of(anew.At.Date)}，{CaseReasons.Again(anew.Source)}"));
        if (state.Mends?.Expected is { } expected) rows.Add(new("新的预计日期", Words.Of(expected)));
        if (state.Mends?.Revocation is { } told) rows.Add(new("撤销", told.RevokedOn is { } revoked ? $"{Words.Of(revoked)}撤销" : $"已告知，{Words.Of(told.AnswerBy.Day)}前可陈述申辩"));
        if (state.Expires is { } expires) rows.Add(new("原证照有效期至", Words.Of(expires)));
        if (QuotaWords.Of(open) is { } queue) rows.Add(new("名额", queue));
        if (state.Signature is not null) rows.Add(new("电子签名", "申请人用电子签名签署了全部内容，和亲笔签名效力相同"));
        rows.Add(new("送达方式", state.Delivery.Words()));
        return rows;
    }

    private async Task<IReadOnlyList<SummaryRowModel>> Applicant(OpenCase open, bool inFull, CancellationToken cancel)
    {
        if (await subjects.Find(open.State.Subject, cancel) is not { } subject) return [new("申请人", WorkRows.Erased)];
        var person = subject.Kind == SubjectKind.Person;
        var rows = new List<SummaryRowModel>
        {
            new(person ? "姓名" : "名称", inFull || !person ? subject.Name : Masking.Name(subject.Name)),
            new(SubjectPapers.Of(subject.Kind, subject.Number) is { Code: not "resident-id" } paper ? paper.Words : "公民身份号码", inFull ? string.Join(' ', Words.Groups(SubjectPapers.Plain(subject.Number))) : Masking.Identifier(SubjectPapers.Plain(subject.Number))),
        };
        if (subject.Representative is { } representative) rows.Add(new("法定代表人（负责人）", inFull ? representative : Masking.Name(representative)));
        if (subject.Phone is { } phone) rows.Add(new("联系电话", inFull ? string.Join(' ', Words.Groups(phone)) : Masking.PhoneEnd(phone)));
        return rows;
    }

    public async Task<List<HeldMaterialModel>> Materials(OpenCase open, CasePaper paper, bool handles, CancellationToken cancel)
    {
        var rows = new List<HeldMaterialModel>();
        foreach (var material in open.Guide.Materials)
        {
            var files = new List<HeldFileModel>();
            foreach (var file in paper.Files.Where(f => f.Material == material.Id))
            {
                var stored = await materials.Find(file.File, cancel);
                files.Add(new HeldFileModel(stored?.Name ?? "文件", handles && stored is not null ? $"/files/{file.File}" : null, Words.Size(file.Size)) { Signature = stored?.Signature });
            }

            var (kind, standing) = StandingOf(open.State, material, paper);
            rows.Add(new HeldMaterialModel(material.Name, MarksOf(material), material.Standard, kind, standing, files));
        }

        foreach (var file in paper.Files.Where(f => FieldFiles.IsOne(f.Material)))
        {
            var stored = await materials.Find(file.File, cancel);
            rows.Add(new HeldMaterialModel(
                FieldFiles.NameOf(open.Guide, file.Material), ["申请表里的附件", .. FieldFiles.RowsOf(file.File, paper.Given, file.Material).Select(n => $"第 {n} 行")], null, StatusKind.Done, $"已提交，{ValidForm}",
                [new HeldFileModel(stored?.Name ?? "文件", handles && stored is not null ? $"/files/{file.File}" : null, Words.Size(file.Size))]));
        }

        foreach (var order in paper.Orders)
        {
            var scan = await materials.Find(order.Scan.File, cancel);
            rows.Add(new HeldMaterialModel(
                $"{order.Body} {order.OrderNumber}", ["重新办理的依据"], null, StatusKind.Done, Words.ShortOf(order.OrderedOn),
                [new HeldFileModel(scan?.Name ?? "文件", handles && scan is not null ? $"/files/{order.Scan.File}" : null, Words.Size(order.Scan.Size))]));
        }

        return rows;
    }

    /// <summary>Files reach a case only from who is signed in and identified, or over the counter: they count as paper does (重庆办法 第二十八条).</summary>
    public const string ValidForm = "有效形式，与纸质同等";

    private static (StatusKind, string) StandingOf(CaseState state, GuideMaterial material, CasePaper paper)
    {
        var open = state.Correction?.Open.Where(d => d.Kind == DefectKind.Material && d.Id == material.Id).Select(d => Defects.Words[d.What]).ToList() ?? [];
        if (open.Count > 0 && state.Status == CaseStatus.CorrectionRequired) return (StatusKind.Soon, $"待补正：{string.Join('、', open)}");
        if (state.Commitment?.Materials.Contains(material.Id) == true) return (StatusKind.Active, "书面承诺代替");
        if (state.Present.Contains(material.Id)) return (StatusKind.Done, paper.Files.Any(f => f.Material == material.Id) ? $"已提交，{ValidForm}" : "已提交");
        if (!Filing.Applies(material.OnlyIf, state.Facts)) return (StatusKind.Neutral, "本件不需要");
        if (material.Source == MaterialSource.Shared) return (StatusKind.Active, paper.Agreed(material.Id) ? "免提交，申请人同意调取" : "免提交，由部门调取");
        if (state.Supplement?.Open.Contains(material.Id) == true) return (StatusKind.Soon, $"容缺，{Words.ShortOf(state.Supplement.Due)}前补交");
        if (!material.Required) return (StatusKind.Neutral, "选交，没有提交");
        return (StatusKind.Bad, paper.Later(material.Id) ? "没有提交，申请人希望后补" : "没有提交");
    }

    private static List<string> MarksOf(GuideMaterial material)
    {
        var marks = new List<string>();
        if (material.Main) marks.Add("主要材料");
        if (material.Tolerable && !material.Main) marks.Add("可容缺");
        if (!material.Required) marks.Add("选交");
        return marks;
    }

    private async Task<IReadOnlyList<IssuedNotice>> Notices(CaseNumber number, CancellationToken cancel)
    {
        var issued = new List<IssuedNotice>();
        foreach (var source in notices) issued.AddRange(await source.Of(number, cancel));
        return issued;
    }

    private List<ActModel> Acts(OpenCase open, CasePaper paper, Actor actor, Typed? typed)
    {
        var now = clock.Now();
        var options = desk.ActsOf(open, actor).ToDictionary(o => o.Act);
        var shown = WorkAct.All.Where(w => options.ContainsKey(w.Act) && w.Roles.Contains(actor.Role)).ToList();
        // What is open comes first; of it the first is what is mostly done next.
        var first = shown.FirstOrDefault(w => options[w.Act].Closed is null && !Undoing.Mends(w.Act))?.Act;
        var papers = FileAtCounter.Acts.Where(a => options.ContainsKey(a) && CaseReach.Receivers.Contains(actor.Role)).Select(a => new ActModel(
            a, options[a].Words, FileAtCounter.AddressOf(open.Number), open.State.Version, "", options[a].Basis, options[a].Closed, FormState.Empty, typed is null) { Elsewhere = true });
        if (options.TryGetValue(nameof(EnterOutsideResult), out var typing) && CaseReach.Reviewers.Contains(actor.Role))
        {
            papers = papers.Append(new ActModel(
                typing.Act, typing.Words, TypeInResult.AddressOf(open.Number), open.State.Version, "", typing.Basis, typing.Closed, FormState.Empty, false) { Elsewhere = true });
        }

        return [.. papers, .. shown.Select(w => new ActModel(
            w.Act, options[w.Act].Words, w.Address(open.Number), open.State.Version, typed?.Act == w.Act ? typed.Key : ActKey.New(), options[w.Act].Basis,
            options[w.Act].Closed, typed?.Act == w.Act ? typed.Form : options[w.Act].Closed is null ? w.Filled(open, paper, now) : FormState.Empty,
            typed is null ? w.Act == first || (w.Act == nameof(UndoLast) && options[w.Act].Closed is null) : typed.Act == w.Act))];
    }

    /// <summary>What was filed, by material: on it a place can be marked.</summary>
    private static Dictionary<string, IReadOnlyList<ScanModel>> Scans(OpenCase open, List<HeldMaterialModel> held) => open.Guide.Materials.Zip(held).ToDictionary(
        m => m.First.Id,
        m => (IReadOnlyList<ScanModel>)[.. m.Second.Files.Where(f => f.Path is not null).Select(f => new ScanModel(f.Path![(f.Path!.LastIndexOf('/') + 1)..], f.Name, f.Path!, FiledAnswers.IsImage(f.Name)))]);

    private ActChoicesModel Choices(OpenCase open, List<ActModel> acts, List<HeldMaterialModel> held, Actor actor)
    {
        bool Shown(string act) => acts.Any(a => a.Act == act && (a.Closed is null || a.Form.IsRefused));
        return new ActChoicesModel(
            Shown(nameof(RequestCorrection)) ? AskForCorrection.Choices(open, Scans(open, held)) : null,
            Shown(nameof(AcceptTolerantly)) ? AcceptIncompleteCase.Choices(open) : null,
            Shown(nameof(RefuseAcceptance)) ? DeclineCase.Grounds(open, clock.Now()) : null,
            Shown(nameof(RecordReview)) ? ReviewCase.Checks(open) : null,
            Shown(nameof(BeginDelivery)) || Shown(nameof(ChangeDelivery)) ? DeliverResult.Modes(open) : null,
            open.State.Delivery == DeliveryMode.Post,
            Shown(nameof(BeginProcedure)) ? RunProcedure.Listed(open) : null,
            Shown(nameof(EndProcedure)) ? RunProcedure.Running(open) : null,
            AcceptCase.MayOmit(open))
        {
            Quota = DecideCase.ForQuota(open),
            Outcomes = Shown(nameof(SettleItemChange)) ? SettleChangedItem.Outcomes(open) : null,
            Units = Shown(nameof(PassOn)) ? PassCase.Units(open, directory) : null,
            EarliestHearing = Shown(nameof(AnnounceHearing)) ? HearingRules.Earliest(open.Context, clock.Now().Date) : null,
            Whom = Shown(nameof(AskOpinion)) ? AskColleagues.Whom(open, actor.Id) : null,
            LateOpinions = Shown(nameof(WaiveOpinion)) ? AskColleagues.Late(open) : null,
            Inspectors = Shown(nameof(ProposeVisit)) ? ArrangeVisit.Officers(open) : null,
            Recusals = Shown(nameof(DecideRecusal)) ? RecuseOfficers.Waiting(open, actor.Id) : null,
            Successors = Shown(nameof(DecideRecusal)) ? RecuseOfficers.Successors(open) : null,
            Examination = Shown(nameof(ExaminePart)) ? ExamineTogether.Choices(open, actor) : null,
            Disputable = Shown(nameof(RaiseConflict)) ? SettleConflicts.Disputable(open) : null,
            Disputes = Shown(nameof(SettleConflict)) ? SettleConflicts.Waiting(open) : null,
            HandOver = Shown(nameof(SendPapers)) ? HandPapersOver.Form(open, actor) : null,
            HandedOver = Shown(nameof(ConfirmPapers)) ? HandPapersOver.Check(open, actor) ?? new HandOverCheckModel(0, "", []) : null,
            Returnable = Shown(nameof(SendBack)) ? AskColleagues.Returnable(open) : null,
        };
    }
}
