using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OneWindow.Notices;

/// <summary>The sheet as HTML, outside any request: documents are issued when an event is heard.</summary>
internal sealed class NoticeHtml(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public async Task<string> Render(NoticeModel notice)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var sheet = await renderer.RenderComponentAsync<NoticeSheet>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = notice }));
            return sheet.ToHtmlString();
        });
    }
}
