using System.CommandLine;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`administrators`: the first three administrators of an installation that has none; prints their start passwords once.</summary>
internal static class AdministratorsCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var region = new Option<string>("--region") { Description = "本系统所属地方的区划代码", Required = true };
        var office = new Option<string>("--office") { Description = "政务服务管理机构的全称", Required = true };
        (Option<string> Option, Role Role)[] three =
        [
            (Person("--system", "系统管理员"), Role.SystemAdministrator), (Person("--security", "安全管理员"), Role.SecurityAdministrator), (Person("--audit", "审计管理员"), Role.AuditAdministrator),
        ];
        var command = new Command("administrators", "设立首任系统、安全、审计管理员（三个不同的人）") { region, office };
        foreach (var (option, _) in three) command.Options.Add(option);
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (!RegionCode.TryParse(parsed.GetValue(region), out var place))
            {
                await Console.Error.WriteLineAsync($"--region 不是区划代码：{parsed.GetValue(region)}");
                return CommandLine.WrongUsage;
            }

            var people = three.Select(t => Read(parsed.GetValue(t.Option)!, t.Role)).ToList();
            if (people.Exists(p => p is null))
            {
                await Console.Error.WriteLineAsync("每位管理员写成“用户名:姓名:居民身份证号”，例如 wang.fang:王芳:11010519491231002X");
                return CommandLine.WrongUsage;
            }

            var begun = await IdentityModule.BeginAdministration(services, place, parsed.GetValue(office)!, [.. people.Select(p => p!.Value)], stop);
            if (!begun.Try(out var passwords, out var why)) return CommonOptions.Refuse(why, parsed.GetValue(common.AsJson));
            if (parsed.GetValue(common.AsJson)) CommonOptions.Print(passwords);
            else
            {
                foreach (var one in people.Select(p => p!.Value)) Console.Out.WriteLine($"{RoleWords.Of(one.Role)}　{one.Name}　用户名 {one.User}　初始密码 {passwords[one.User]}");
                Console.Out.WriteLine("初始密码只显示这一次，七天内首次登录时换成自己的密码并设置动态口令。");
            }

            return CommandLine.Done;
        }, cancel));
        return command;
    }

    private static Option<string> Person(string name, string who) => new(name) { Description = $"{who}：用户名:姓名:居民身份证号", Required = true };

    private static (Role Role, string User, string Name, string Number)? Read(string text, Role role) =>
        text.Split(':', StringSplitOptions.TrimEntries) is [{ Length: > 0 } user, { Length: > 0 } name, { Length: > 0 } number] ? (role, user, name, number) : null;
}
