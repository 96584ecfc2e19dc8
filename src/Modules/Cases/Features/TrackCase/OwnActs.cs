using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// What an applicant does to his own case from a page of its own: asked first, done by a form that bears a key, and shown again, filled in, where it
/// was refused.
/// </summary>
internal sealed class OwnActs(OwnCases own, CaseDesk desk)
{
    /// <param name="act">Its name in the lifecycle table.</param>
    /// <param name="model">The page's model: the case, the form as it stands, the act's key.</param>
    public async Task<IResult> Ask<TPage>(string act, string number, HttpContext context, Func<OpenCase, FormState, string, object> model, CancellationToken cancel)
        where TPage : IComponent
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        return own.Closed(open, actor, act) is { } closed ? Pages.Refuse(closed) : Pages.Show<TPage>(model(open, FormState.Empty, ActKey.New()));
    }

    /// <param name="name">The beginning of the act's id; the key of the form is its end.</param>
    /// <param name="seen">The version the page showed; null: any.</param>
    /// <param name="fields">To which field a refusal belongs, by its code.</param>
    public async Task<IResult> Do<TPage>(
        string name, string number, FormReader form, HttpContext context, Func<OpenCase, Intended> read, Func<OpenCase, FormState, string, object> model,
        CancellationToken cancel, int? seen = null, IReadOnlyDictionary<string, string>? fields = null)
        where TPage : IComponent
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var intended = read(open);
        if (!form.Ok) return Pages.Again<TPage>(model(open, form.State, key));
        var done = intended.Words is { } words
            ? await desk.Do(open, actor, intended.Act, words, $"{name}-{key}", seen, cancel)
            : await desk.Do(open, actor, intended.Act, $"{name}-{key}", seen);
        return done.Try(out _, out var why)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<TPage>(model(open, form.State.Refused(why, fields?.GetValueOrDefault(why.Code, "") ?? ""), key), Pages.StatusOf(why));
    }
}
