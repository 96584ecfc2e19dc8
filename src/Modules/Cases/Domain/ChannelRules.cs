using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>A material that is asked for through another channel than the one the case came by.</summary>
internal sealed record Resubmission(string Material, Channel Through);

/// <summary>
/// 渠道平等: what came online is not asked for on paper, what came on paper is not asked for online, and nobody is made to come for what can be done
/// online (青岛办法 第四十六条; 重庆办法 第二十八条; 河北方案 二（五）; 青岛基层 二（三）3). The words of a notice are read for the same demands.
/// </summary>
internal static partial class ChannelRules
{
    public static Refusal? Check(RequestCorrection request, CaseState state, CaseContext context)
    {
        foreach (var again in request.Again)
        {
            if (!request.Defects.Any(d => d.Kind == DefectKind.Material && d.Id == again.Material))
                return new Refusal("cases.not-in-guide", "只能对列入补正的材料说明从哪里提交。", CaseClocks.BasisOf(context.Rules, "guide.ceiling"));
            if (MayAsk(again.Material, again.Through == Channel.Counter, request.AgainReason, state, context) is { } no) return no;
        }

        return request.Notes.Select(note => Read(note.Key, note.Value, request, state, context)).FirstOrDefault(no => no is not null);
    }

    /// <summary>Whether the case's form may offer to ask for this material on paper: where a law demands it, or a reason may be given.</summary>
    public static bool MayOfferPaper(GuideMaterial material, CaseState state, CaseContext context) =>
        state.Channel != Channel.Counter && (material.PaperBasis is not null || context.Rules.Says("channel.resubmission", "forbidden-unless-reason"));

    private static Refusal? MayAsk(string id, bool onPaper, string? reason, CaseState state, CaseContext context)
    {
        // The way it came is the way it is mended: nothing is asked twice by that.
        if (onPaper == (state.Channel == Channel.Counter)) return null;
        var material = context.Guide.Material(id);
        if (onPaper && material?.PaperBasis is not null) return null;
        var rule = context.Rules.Find("channel.resubmission");
        var unlessReason = rule?.Value == "forbidden-unless-reason";
        if (unlessReason && !string.IsNullOrWhiteSpace(reason)) return null;
        var basis = rule?.Basis ?? CaseClocks.BasisOf(context.Rules, onPaper ? "paper.exceptionBasis" : "channel.restriction");
        var words = onPaper ? "申请人是网上提交的，不能再要求交纸质材料" : "申请人已在窗口提交，不能再要求网上填报或上传";
        return new Refusal(
            onPaper ? "cases.paper-again" : "cases.upload-again",
            $"{(material is null ? "" : $"《{material.Name}》：")}{words}。{(unlessReason ? "确有必要的，请写明理由。" : "请按申请人原来的渠道告知补正。")}", basis);
    }

    private static Refusal? Read(string id, string note, RequestCorrection request, CaseState state, CaseContext context)
    {
        var (guide, rules) = (context.Guide, context.Rules);
        var canBeOnline = !guide.InPerson && guide.Channels.Any(c => c is Channel.Online or Channel.Mobile);
        if (canBeOnline && rules.Find("application.attendance") is { } attendance && Demands(Attendance(), note))
            return new Refusal("cases.attendance-demanded", "本事项能在网上办理，告知中不能要求申请人到现场。请删去到场的要求。", attendance.Basis);
        if (state.Channel != Channel.Counter && Demands(OnPaper(), note) && MayAsk(id, true, request.AgainReason, state, context) is { } paper) return paper;
        if (state.Channel == Channel.Counter && Demands(Upload(), note) && MayAsk(id, false, request.AgainReason, state, context) is { } upload) return upload;
        return rules.Find("guide.materialCopies") is { Value: "one-set" } copies && guide.Material(id) is { CopiesBasis: null } && Demands(SecondSet(), note)
            ? new Refusal("cases.second-set", "申请人只需提供一套材料，不能要求多份。", copies.Basis)
            : null;
    }

    /// <summary>A demand, not its denial or a mere possibility ("不用到现场", "也可以到窗口").</summary>
    private static bool Demands(Regex demand, string note) => demand.Matches(note).Any(m => note[Math.Max(0, m.Index - 5)..m.Index].AsSpan().IndexOfAny("不无免可") < 0);

    [GeneratedRegex("(到|来|去|赴|前往|前来)[^，。；,;]{0,8}(现场|窗口|大厅|服务中心|便民中心|便民服务站|柜台)|到场|亲自|本人(来|到|前来)|当面(提交|递交|核对|核验|办理|签字)|必须(来|到)")]
    private static partial Regex Attendance();

    [GeneratedRegex("纸质|纸件|书面材料|复印件|(交|送|带|携带|邮寄|寄|提供|出示)[^，。；,;]{0,6}(原件|打印件)")]
    private static partial Regex OnPaper();

    [GeneratedRegex("上传|(网上|在线|线上|手机)[^，。；,;]{0,6}(提交|填写|填报|补交|申报)|登录[^，。；,;]{0,10}(平台|网站|系统|APP)")]
    private static partial Regex Upload();

    [GeneratedRegex("[两二三四五2-9２-９]\\s*(份|套)|一式|多(份|套)|另(附|交|备)一(份|套)|第二(份|套)")]
    private static partial Regex SecondSet();
}
