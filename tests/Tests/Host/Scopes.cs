using OneWindow.Contracts;

namespace OneWindow.Tests.Host;

/// <summary>
/// 范围: by what the rows behind an address are bounded, and by which column of the database. The nearest (longest) beginning of an address counts; a route
/// without one fails the walk, and so does a column that is no longer there.
/// </summary>
/// <param name="Words">In Chinese, for who reads the table.</param>
/// <param name="Columns">"module.table.column"; none: no rows of anybody stand behind it.</param>
internal sealed record Scope(string Begins, string Words, params string[] Columns)
{
    private const string Cases = "窗口、管理机构：本区划；审查、首席：本机构";
    private const string Catalogue = "管理机构：本区划；部门：本机构";
    private static readonly string[] Listings = ["cases.listings.place", "cases.listings.organisation"];
    private static readonly string[] Items = ["catalogue.items.place", "catalogue.items.organisation"];
    private static readonly string[] Drafts = ["catalogue.guide_drafts.place", "catalogue.guide_drafts.organisation"];

    public static IReadOnlyList<Scope> All { get; } =
    [
        new("/account", "本人", "identity.accounts.id", "identity.hats.account"),
        new("/account/sessions", "本人", "identity.sign_ins.account"), new("/workbench/desk", "本人", "identity.sign_ins.id"), new("/desk/", "本人", "identity.sign_ins.id"), new("/account/password", "本人", "identity.accounts.id"),
        new("/account/post", "本人", "identity.held_posts.account"), new("/work/mine-done", "本人办过的", "cases.done_acts.account"),
        new("/account/absences", "本人", "identity.absences.account"),
        new("/api/v1/session", "本人", "identity.tokens.hash"),
        new("/api/v1/batches", "本人代表的申请人", "cases.batches.subject"), new("/batches", "本人代表的申请人", "cases.batches.subject"),
        new("/api/v1/cases", "申请人：本人代表的；工作人员：" + Cases, ["cases.listings.subject", .. Listings]),
        new("/cases", "本人代表的申请人", "cases.listings.subject"), new("/my/cases", "本人代表的申请人", "cases.listings.subject"),
        new("/drafts", "本人代表的申请人", "cases.drafts.subject"), new("/items", "本人代表的申请人", "cases.drafts.subject"),
        new("/baskets", "申请人：本人代表的；工作人员：本区划、本机构", "materials.baskets.subject", "materials.baskets.place", "materials.baskets.organisation"),
        new("/uploads", "谁开始上传谁继续", "materials.uploads.Basket"), new("/files", "申请人：本人代表的；工作人员：本区划、本机构", "materials.baskets.subject", "materials.baskets.place", "materials.baskets.organisation"),
        new("/my/fees", "本人代表的申请人", "fees.charges.subject"), new("/my/messages", "本人代表的申请人", "messages.messages.subject"),
        new("/my/parcels", "本人代表的申请人", "couriers.parcels.subject"), new("/my/plans", "本人", "catalogue.kept_plans.account"), new("/plan", "本人", "catalogue.kept_plans.account"),
        new("/my/signing", "本人代表的申请人", "cases.invitations.subject"),
        new("/laws", "全域的规定，公开信息"),
        new("/api/v1/work", Cases, Listings), new("/work", Cases, Listings),
        new("/work/cases", Cases + "；条线上级、主管部门只看", Listings), new("/work/supervised", "同一条线的下一级机构", "cases.listings.organisation"),
        new("/work/urgings", "承办：本区划、本机构；督办：本机构发出的", "cases.urgings.place", "cases.urgings.organisation", "cases.urgings.by_organisation"),
        new("/work/guidance", "发给本机构的和本机构发出的", "supervision.guidance.Organisation", "supervision.guidance_copies.Organisation"),
        new("/work/crossings", "代收地和办理地各看各的", "cases.crossings.place", "cases.crossings.organisation"),
        new("/work/passed", "转出和转入的单位", "cases.passed_cases.place", "cases.passed_cases.organisation"),
        new("/work/venue", "收件场所的区划", "cases.venue_cases.place"), new("/work/tasks", "本机构、本科室、本人的任务", "cases.review_tasks.organisation", "cases.review_tasks.unit", "cases.review_tasks.person"),
        new("/work/opinions", "本机构、本科室的任务", "cases.review_tasks.organisation", "cases.review_tasks.unit"),
        new("/work/tolerance", Cases, Listings), new("/work/warnings", "发给本人、本机构或者本区划的提醒", "cases.warnings.account", "cases.warnings.organisation", "cases.warnings.place"),
        new("/work/lines", "本区划、本机构的业务系统往来", "cases.line_packages.place", "cases.line_packages.organisation"),
        new("/work/overreaches", "本区划、本机构", "cases.overreaches.place", "cases.overreaches.organisation"),
        new("/work/drafts", "当面打开过的草稿", "cases.draft_openings.officer"), new("/work/receive", "窗口打开的草稿", "cases.drafts.owner"),
        new("/work/signing", "窗口打开的草稿", "cases.drafts.owner"), new("/work/once", "本区划的事项", "catalogue.items.place"),
        new("/workbench/cases", Cases, Listings), new("/workbench/online-filing", Catalogue, Items),
        new("/workbench/boards", "本区划的大厅", "catalogue.board_rules.Venue"), new("/workbench/brand", "全域的管理机构", "platform.settings.name"),
        new("/workbench/catalogue", Catalogue, "catalogue.basic_entries.place"), new("/workbench/combinations", Catalogue, "catalogue.combinations.place"),
        new("/workbench/coverage", Catalogue, Items), new("/workbench/differences", Catalogue, Items), new("/workbench/credit", "本区划、本机构", "supervision.credit.Place", "supervision.credit.Organisation"),
        new("/workbench/export", "本区划", "catalogue.items.place"), new("/workbench/feedback", Catalogue, "catalogue.feedback.place", "catalogue.feedback.organisation"),
        new("/workbench/fees", "本区划、本机构", "fees.charges.place", "fees.charges.organisation"), new("/workbench/guides", "起草部门；管理机构：本区划", Drafts),
        new("/workbench/hall-deliveries", "本区划的大厅", "couriers.halls.hall"), new("/workbench/import", "本区划的导入", "catalogue.imports.place"),
        new("/workbench/items", "本区划的事项", "catalogue.items.place"), new("/workbench/library", "全域的名称库", "catalogue.library_entries.id"), new("/workbench/lint", Catalogue, Items), new("/api/v1/lint", Catalogue, Items),
        new("/workbench/messages", "本区划、本机构", "messages.sendings.place", "messages.sendings.organisation"), new("/workbench/organisations", "本区划的机构（公开信息）", "identity.organisations.Region"),
        new("/workbench/outlets", "本区划", "catalogue.outlet_checks.place"), new("/workbench/parcels", "本区划、本机构", "couriers.parcels.place", "couriers.parcels.organisation"),
        new("/workbench/people", "本区划的工作人员；乡镇、街道：借给本人的岗位", "identity.accounts.Place", "identity.lent_posts.Organisation", "identity.lent_posts.Role"), new("/workbench/people/roster", "本区划的名册和工作人员", "identity.rosters.Place", "identity.accounts.Place"),
        new("/workbench/emergencies", "本人申请的；批准和复核：本区划", "identity.emergencies.By", "identity.emergencies.Place"),
        new("/workbench/people/lendings", "本区划的出借；乡镇、街道：借给本人的", "identity.lendings.Place", "identity.lendings.To"),
        new("/workbench/security-log", "本区划的账号", "identity.security_events.Account", "identity.accounts.Place"),
        new("/workbench/ratings", "本区划、本机构", "ratings.ratings.place", "ratings.ratings.organisation"), new("/workbench/requests", "参与会审的单位；管理机构：本区划", "catalogue.request_parties.organisation", "catalogue.requests.place"),
        new("/workbench/search-misses", "本区划", "catalogue.search_misses.place"), new("/workbench/sink-down", "本区划", "catalogue.sink_downs.place"), new("/workbench/stationing", "本区划", "catalogue.not_stationed.place"),
        new("/workbench/updates", "本机构的任务；管理机构：本区划", "catalogue.update_tasks.organisation", "catalogue.update_tasks.place"),
        new("/account/acting", "本人", "identity.authorities.Agent"), new("/account/authorities", "本人代表的申请人", "identity.authorities.Principal"), new("/account/clients", "本人代表的机构", "identity.authorities.Agent"),
        new("/account/phone", "本人", "identity.phones.Account"), new("/account/take-over", "本人", "identity.hats.account"),
        new("/workbench/systems", "全平台登记的业务系统（没有个人的数据）", "identity.systems.Id"),
        new("/work/accounts", "当面核对证件的人", "identity.subjects.NumberIndex"), new("/work/papers", "当面核对证件的人", "identity.subjects.NumberIndex"), new("/workbench/relatives", "当面核对证件的人", "identity.subjects.NumberIndex"),
        new("/workbench/security", "本区划的系统", "security.assets.Place"),
        new("/my/data", "本人代表的申请人", "identity.subjects.Id"), new("/my/openings", "本人代表的申请人", "identity.openings.Subject"),
        new("/workbench/duty", "本区划的场所；由最近的一级安排", "identity.duties.Hall"), new("/workbench/venues", "本区划和指导的功能区", "identity.organisations.Region", "identity.organisations.GuidedBy"),
    ];

    public static Scope? Of(string path) => All.Where(s => path == s.Begins || path.StartsWith(s.Begins, StringComparison.Ordinal)).MaxBy(s => s.Begins.Length);

    public static string RolesIn(IReadOnlyList<Role>? roles) =>
        roles is null ? "所有人"
        : roles.Count >= Enum.GetValues<Role>().Length - 1 ? "登录的人"
        : roles.Count >= Enum.GetValues<Role>().Length - 2 && !roles.Contains(Role.Applicant) ? "工作人员"
        : string.Join('、', roles.Select(RoleWords.Of));
}
