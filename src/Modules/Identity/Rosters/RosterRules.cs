using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>名册的规则: cells into entries, entries against the accounts as they are. Neither reads a database.</summary>
internal static class RosterRules
{
    public const int MostRows = 2_000;

    public const string User = "用户名";
    public const string Name = "姓名";
    public const string Number = "居民身份证号";
    public const string Post = "岗位";
    public const string Office = "机构";
    public const string Unit = "内设机构";
    public const string State = "状态";
    public const string Why = "依据";
    public const string InUse = "在用";
    public const string Closed = "停用";

    private const int LongestName = 50;
    private const int LongestUnit = 40;
    private const int LongestWhy = 120;

    public static IReadOnlyList<string> Heads { get; } = [User, Name, Number, Post, Office, Unit, State, Why];

    /// <summary>The row of the template that shows how: never taken.</summary>
    public static IReadOnlyList<string> Example(string office) => ["wang.fang", "王芳（示例，不会导入）", "18 位号码", RoleWords.Of(Role.Clerk), office, "", InUse, "2026 年 11 月 20 日任职通知"];

    public static Refusal TooMany { get; } = new("identity.roster-too-many", $"一次最多 {MostRows} 行，请分成几个文件上传。", PlatformRules.Capacity);

    /// <param name="offices">By name, within the administrator's place; null: two have the name.</param>
    /// <param name="indexOf">The blind index of a resident number in its written form.</param>
    public static Outcome<IReadOnlyList<RosterEntry>> Read(
        IReadOnlyList<RosterCells> rows, IReadOnlyDictionary<string, Organisation?> offices, Func<string, string> indexOf)
    {
        if (rows.Count == 0) return Wrong("工作簿是空的。请下载本页的模板，填好再上传。");
        var heads = rows[0].Cells.Select((head, at) => (Head: head.TrimEnd('*', '＊'), at)).Where(h => h.Head.Length > 0).ToList();
        if (heads.GroupBy(h => h.Head).FirstOrDefault(g => g.Count() > 1) is { } twice) return Wrong($"“{twice.Key}”有两列，请只留一列再上传。");
        var columns = heads.ToDictionary(h => h.Head, h => h.at);
        var lacking = new[] { User, Name, Post, Office }.Where(h => !columns.ContainsKey(h)).ToList();
        if (lacking.Count > 0) return Wrong($"第一行应为列名，缺少{string.Join("、", lacking.Select(l => $"“{l}”"))}。请下载本页的模板，把内容贴进去。");
        var entries = rows.Skip(1).Select(r => new Reading(r, columns)).Where(r => !r.IsExample).Select(r => r.Entry(offices, indexOf)).ToList();
        if (entries.Count == 0) return Wrong("工作簿里只有列名，没有人。请从第二行起每行填一个人，再上传。");
        return entries.Count > MostRows ? TooMany : Doubled(entries);
    }

    /// <summary>Each entry with what it comes to, and what is wrong with it now.</summary>
    public static IReadOnlyList<(RosterEntry Entry, RosterStep Step, IReadOnlyList<RosterFault> Faults)> Judge(IReadOnlyList<RosterEntry> entries, RosterKnown known)
    {
        var (open, left) = (new Dictionary<Role, int>(known.OpenAdministrators), known.Left);
        return [.. entries.Select(entry =>
        {
            List<RosterFault> faults = [.. entry.Faults];
            var step = Judge(entry, known, open, ref left, faults);
            return (entry, faults.Count > 0 ? RosterStep.Wrong : step, (IReadOnlyList<RosterFault>)faults);
        })];
    }

    private static RosterStep Judge(RosterEntry entry, RosterKnown known, Dictionary<Role, int> open, ref int left, List<RosterFault> faults)
    {
        if (faults.Count > 0) return RosterStep.Wrong;
        if (!known.Accounts.TryGetValue(entry.User, out var account)) return New(entry, known, ref left, faults);
        if (account.Name != entry.Name) faults.Add(new(Name, $"用户名 {entry.User} 是{account.Name}的账号，与这里的姓名不同，请核对是不是填错了用户名。"));
        if (entry.NumberIndex is { } index && account.NumberIndex is { } kept && index != kept) faults.Add(new(Number, "与这个账号登记的号码不一致，请核对；已有账号的人，这一列可以空着。"));
        if (faults.Count > 0) return RosterStep.Wrong;
        if (entry.Closes)
        {
            if (!account.Active) return RosterStep.Same;
            Leaves(account.Role, State, open, faults);
            return RosterStep.Close;
        }

        if (account.Waiting is { } waits)
        {
            if (waits == new RosterPost(entry.Role!.Value, entry.Organisation!, entry.Unit)) return RosterStep.Waits;
            faults.Add(new(Post, "这个账号已经有一个岗位等待安全管理员同意，请先办完那一个，再改岗位。"));
            return RosterStep.Wrong;
        }

        if (account.Active && account.Post == new RosterPost(entry.Role!.Value, entry.Organisation!, entry.Unit)) return RosterStep.Same;
        if (account.Invented) faults.Add(new(User, "这是演示用的账号，岗位不能改。请从表格里去掉这一行。"));
        if (account.Active && AccountRules.MayMove(account.Role, entry.Role!.Value) is { } separate) faults.Add(new(Post, separate.Message));
        if (account.Active && account.Role != entry.Role) Leaves(account.Role, Post, open, faults);
        May(entry, known, faults);
        return RosterStep.Change;
    }

    private static RosterStep New(RosterEntry entry, RosterKnown known, ref int left, List<RosterFault> faults)
    {
        if (entry.Closes) faults.Add(new(User, $"没有用户名是 {entry.User} 的账号，或者不在您管理的区划之内，不能停用。请核对用户名。"));
        else if (known.TakenUsers.Contains(entry.User)) faults.Add(new(User, "这个用户名已经有人用了，请换一个。"));
        if (!entry.Closes && entry.NumberIndex is null) faults.Add(new(Number, "新开账号要填居民身份证号，用来核对一个人有没有重复的账号。"));
        if (entry.NumberIndex is { } index && known.TakenNumbers.Contains(index)) faults.Add(new(Number, "这个人已经有账号：一个人只有一个账号。换岗请填原来的用户名。"));
        if (!entry.Closes) May(entry, known, faults);
        if (faults.Count == 0 && --left < 0) faults.Add(new(User, "上级借给您的账号数不够，到这一行已经用完。"));
        return RosterStep.Open;
    }

    private static void May(RosterEntry entry, RosterKnown known, List<RosterFault> faults)
    {
        if (known.CheckPost(new AskedPost(entry.Role!.Value, entry.Place!.Value, entry.Organisation!, entry.Unit, entry.Why)) is { } not) faults.Add(new(Post, not.Message));
    }

    /// <summary>The last of an office of administration cannot go: counted over the whole file.</summary>
    private static void Leaves(Role role, string column, Dictionary<Role, int> open, List<RosterFault> faults)
    {
        var others = open.GetValueOrDefault(role) - 1;
        if (AccountRules.MayLeave(role, others < 1) is { } last) faults.Add(new(column, last.Message));
        else open[role] = others;
    }

    private static List<RosterEntry> Doubled(List<RosterEntry> entries)
    {
        Dictionary<string, int> users = [], numbers = [];
        return [.. entries.Select(entry =>
        {
            List<RosterFault> faults = [.. entry.Faults];
            if (entry.User.Length > 0 && !users.TryAdd(entry.User, entry.Line)) faults.Add(new(User, $"与第 {users[entry.User]} 行的用户名相同，一个人只写一行。"));
            if (entry.NumberIndex is { } index && !numbers.TryAdd(index, entry.Line)) faults.Add(new(Number, $"与第 {numbers[index]} 行的号码相同，一个人只有一个账号。"));
            return faults.Count == entry.Faults.Count ? entry : entry with { Faults = faults };
        })];
    }

    private static Refusal Wrong(string words) => new("identity.roster-wrong", words, PlatformRules.Files);

    /// <summary>One row being read: each cell gives a value or a fault.</summary>
    private sealed class Reading(RosterCells row, Dictionary<string, int> columns)
    {
        private readonly List<RosterFault> faults = [];

        public bool IsExample => Cell(Name).Contains("示例，不会导入", StringComparison.Ordinal);

        public RosterEntry Entry(IReadOnlyDictionary<string, Organisation?> offices, Func<string, string> indexOf)
        {
            var user = Cell(User).ToLowerInvariant();
            if (AccountRules.CheckUser(user) is { } wrong) faults.Add(new(User, wrong.Message));
            var name = Text(Name, LongestName, needed: true);
            var closes = StateOf();
            var index = NumberOf(indexOf);
            var why = Text(Why, LongestWhy, needed: false);
            if (why.Length == 0) why = "批量办理";
            if (closes) return new(row.Line, user, name, index, null, null, null, null, true, why, faults);
            var (role, office) = (RoleOf(), OfficeOf(offices));
            var unit = Text(Unit, LongestUnit, needed: false);
            return new(row.Line, user, name, index, role, office?.Region, office?.Id, unit.Length > 0 ? unit : null, false, why, faults);
        }

        private string Cell(string column) => columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";

        private string Text(string column, int most, bool needed)
        {
            var text = Cell(column);
            if (needed && text.Length == 0) faults.Add(new(column, "这一格要填。"));
            else if (text.Length > most) faults.Add(new(column, $"最多 {most} 个字，现在是 {text.Length} 个字。"));
            else if (text.Any(char.IsControl)) faults.Add(new(column, "应为一行文字，请去掉换行。"));
            return text;
        }

        private bool StateOf()
        {
            if (Cell(State) is not ("" or InUse or Closed)) faults.Add(new(State, $"只能填“{InUse}”或者“{Closed}”，空着就是“{InUse}”。"));
            return Cell(State) == Closed;
        }

        private string? NumberOf(Func<string, string> indexOf)
        {
            if (Cell(Number) is not { Length: > 0 } text) return null;
            if (ResidentId.TryParse(text, out var id)) return indexOf(id.ToString());
            faults.Add(new(Number, text.Contains('E', StringComparison.Ordinal)
                ? "表格软件把号码变成了科学计数，后几位已经丢了。请把这一列设为“文本”格式，重新填写。"
                : "号码有误：应为 18 位，末位可以是 X，请对照证件核对。"));
            return null;
        }

        private Role? RoleOf()
        {
            var text = Cell(Post);
            foreach (var role in AccountRules.Posts.Where(r => RoleWords.Of(r) == text)) return role;
            faults.Add(new(Post, text.Length == 0 ? "这一格要填。" : $"没有“{text}”这个岗位，可以填：{string.Join('、', AccountRules.Posts.Select(RoleWords.Of))}。"));
            return null;
        }

        private Organisation? OfficeOf(IReadOnlyDictionary<string, Organisation?> offices)
        {
            var text = Cell(Office);
            if (offices.TryGetValue(text, out var office) && office is not null) return office;
            faults.Add(new(Office, text.Length == 0 ? "这一格要填。"
                : offices.ContainsKey(text) ? $"有两个机构都叫“{text}”，请在网页上逐个办理。"
                : $"您管理的区划里没有“{text}”，请照“填写说明”里的机构全称填写。"));
            return null;
        }
    }
}

internal sealed record RosterPost(Role Role, string? Organisation, string? Unit);

/// <param name="Invented">Of the demonstration.</param>
/// <param name="Waiting">The post that waits for agreement.</param>
internal sealed record RosterAccount(string Id, string Name, string? NumberIndex, Role Role, string? Organisation, string? Unit, bool Active, bool Invented, RosterPost? Waiting)
{
    public RosterPost Post => new(Role, Organisation, Unit);
}

/// <summary>The accounts as they are, as far as a file speaks of them.</summary>
/// <param name="Accounts">Within the administrator's place, by user name.</param>
/// <param name="TakenUsers">User names of others.</param>
/// <param name="TakenNumbers">Blind indices of whoever has an account.</param>
/// <param name="OpenAdministrators">How many of each of the three are open, everywhere.</param>
/// <param name="Left">How many accounts the administrator may still open.</param>
internal sealed record RosterKnown(
    IReadOnlyDictionary<string, RosterAccount> Accounts, IReadOnlySet<string> TakenUsers, IReadOnlySet<string> TakenNumbers,
    IReadOnlyDictionary<Role, int> OpenAdministrators, Func<AskedPost, Refusal?> CheckPost, int Left = int.MaxValue);
