using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <param name="Path">Where this setting is changed.</param>
public sealed record ChangeableModel(string Path, string Article, SettingModel Setting);

public sealed record ChangeListModel(
    string Key, string Law, int Version, Citation Basis, IReadOnlyList<ChangeableModel> Settings, IReadOnlyList<ChangeRowModel> Changes);

/// <param name="Input">choice, choices, lines, limit, number, percent or text: which control the value wants.</param>
public sealed record ChangeParameterModel(
    string Key, string Law, Citation Basis, SettingModel Setting, string Input, IReadOnlyList<ChoiceModel> Options, int Version,
    DateOnly Earliest, FormState Form);

/// <summary>动态调整: the management office of the place gives a setting a new value from a day to come; a new version, never retroactive (鄠邑细则 第三十三条).</summary>
internal static class ChangeParameter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/laws/{rulebook}/changes").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        changes.MapGet("", List).WithName("ListChangeableParameters");
        changes.MapGet("/{setting}", Open).WithName("OpenChangeParameter");
        changes.MapPost("/{setting}", Handle).WithName(nameof(ChangeParameter));
    }

    private static IResult List(string rulebook, HttpContext context, LawInForce law)
    {
        if (Text(rulebook, law, context).Try(out var text, out var why) is false) return Pages.Refuse(why);
        return Pages.Show<ChangeListPage>(new ChangeListModel(
            text.Key, text.Title, SettingChanges.VersionOf(law.Shelf, text.Key), new Citation(text.Key, text.AmendedUnder!),
            [
                .. from a in text.Articles
                   from s in a.Settings
                   where s.Key != "profile.validity"
                   select new ChangeableModel($"/laws/{text.Key}/changes/{NameOf(s)}", a.Number, LawWords.Of(s with { Value = SettingChanges.Latest(law.Shelf, text, s) })),
            ],
            ReadLaw.ChangesOf(law.Shelf, text.Key)));
    }

    private static IResult Open(string rulebook, string setting, HttpContext context, LawInForce law, TimeProvider clock) =>
        Text(rulebook, law, context).Then(text => Find(text, setting)).Match(
            found => Pages.Show<ChangeParameterPage>(Model(found, law.Shelf, clock, ValueField.Filled(KindOf(found.Setting), SettingChanges.Latest(law.Shelf, found.Text, found.Setting)))),
            Pages.Refuse);

    private static async Task<IResult> Handle(
        string rulebook, string setting, FormReader form, HttpContext context, LawInForce law, RulebooksDb db, TimeProvider clock, CancellationToken cancel)
    {
        await law.Refresh(cancel);
        if (Text(rulebook, law, context).Then(text => Find(text, setting)).Try(out var found, out var why) is false) return Pages.Refuse(why);
        var (entries, isList) = ValueField.Read(form, Parameters.LabelOf(found.Setting.Key), KindOf(found.Setting));
        var from = form.Date("from", "起用日期", from: clock.Now().Date.AddDays(1));
        var reason = form.LongText("reason", "理由", max: 500, min: 4);
        var seen = form.Number("version", "版本") ?? 0;
        if (!form.Ok) return Pages.Again<ChangeParameterPage>(Model(found, law.Shelf, clock, form.State));

        var asked = new AskedChange(rulebook, found.Setting.Key, found.Setting.Scope, entries, isList, from!.Value, reason, (int)seen);
        if (SettingChanges.Decide(law.Shelf, asked, context.RequireActor(), clock.Now()).Try(out var change, out why) is false)
        {
            return Pages.Again<ChangeParameterPage>(Model(found, law.Shelf, clock, form.State.Refused(why, why.Code == "rulebooks.wrong-from" ? "from" : "")));
        }

        db.Add(ChangeRow.Of(change));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The version's key is the lock: somebody else's change came first.
            return Pages.Refuse(new Refusal("rulebooks.changed-meanwhile", "别人刚刚调整过这部法规的设置，请看过最新的版本再改。", PlatformRules.NoSilentOverwrite));
        }

        await law.Refresh(cancel);
        return Results.Redirect($"/laws/{rulebook}/changes");
    }

    private static Outcome<Rulebook> Text(string rulebook, LawInForce law, HttpContext context)
    {
        if (law.Shelf.Find(rulebook) is not { } text) return LawWords.NoSuchLaw;
        return SettingChanges.MayChange(text, context.RequireActor()) is { } no ? no : text;
    }

    private static Outcome<(Rulebook Text, RulebookArticle Article, Setting Setting)> Find(Rulebook text, string name)
    {
        foreach (var article in text.Articles)
        {
            foreach (var setting in article.Settings)
            {
                if (NameOf(setting) == name) return (text, article, setting);
            }
        }

        return LawWords.NoSuchLaw;
    }

    /// <summary>"decision.refusalContents", "fee.basis@other-types": a key may be set apart for licences and for the rest.</summary>
    private static string NameOf(Setting setting) => setting.Scope switch
    {
        Scope.Licences => setting.Key + "@licences",
        Scope.OtherTypes => setting.Key + "@other-types",
        _ => setting.Key,
    };

    private static ValueKind KindOf(Setting setting) => Parameters.All[setting.Key].Kind;

    private static ChangeParameterModel Model(
        (Rulebook Text, RulebookArticle Article, Setting Setting) found, Shelf shelf, TimeProvider clock, FormState form)
    {
        var kind = KindOf(found.Setting);
        return new ChangeParameterModel(
            found.Text.Key, found.Text.Title, found.Text.Cite(found.Article),
            LawWords.Of(found.Setting with { Value = SettingChanges.Latest(shelf, found.Text, found.Setting) }),
            kind switch
            {
                ValueKind.OneOf => "choice",
                ValueKind.ListOf => "choices",
                ValueKind.Names => "lines",
                ValueKind.Limit => "limit",
                ValueKind.Count => "number",
                ValueKind.Percent => "percent",
                _ => "text",
            },
            ValueField.Options(kind),
            int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : SettingChanges.VersionOf(shelf, found.Text.Key),
            clock.Now().Date.AddDays(1),
            form);
    }
}
