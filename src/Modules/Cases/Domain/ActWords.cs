
namespace OneWindow.Cases;

/// <summary>What the acts are called on buttons and in refusals.</summary>
internal static class ActWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [nameof(Submit)] = "提交申请",
        [nameof(Accept)] = "受理",
        [nameof(RequestCorrection)] = "一次性告知补正",
        [nameof(ExtendCorrectionPeriod)] = "延长补正期限",
        [nameof(FileCorrection)] = "提交补正",
        [nameof(AcceptTolerantly)] = "容缺受理",
        [nameof(RefuseAcceptance)] = "不予受理",
        [nameof(FileSupplement)] = "补交容缺材料",
        [nameof(Withdraw)] = "撤回申请",
        [nameof(Terminate)] = "终止办理",
        [nameof(RecordContact)] = "登记到场或沟通",
        [nameof(ExplainLateness)] = "补记逾期受理的原因",
        [nameof(BeginReview)] = "开始审查",
        [nameof(RecordReview)] = "登记审查意见",
        [nameof(BeginProcedure)] = "启动特别程序",
        [nameof(EndProcedure)] = "结束特别程序",
        [nameof(TellHearingRight)] = "告知听证权利",
        [nameof(RequestHearing)] = "申请听证",
        [nameof(HoldHearing)] = "登记听证",
        [nameof(ExtendLimit)] = "延长办理期限",
        [nameof(Approve)] = "批准",
        [nameof(ApproveOutOfOrder)] = "依法律不按次序批准",
        [nameof(DecideByRules)] = "按规则自动审批",
        [nameof(AskForPerson)] = "请人工办理",
        [nameof(LookAgain)] = "人工复核",
        [nameof(Refuse)] = "不予批准",
        [nameof(RecordCheck)] = "登记承诺核查",
        [nameof(DecideRevocation)] = "处理不实承诺",
        [nameof(BeginDelivery)] = "开始送达",
        [nameof(RecordDelivery)] = "登记送达",
        [nameof(AskOpinion)] = "加签",
        [nameof(GiveOpinion)] = "提交协办意见",
        [nameof(WaiveOpinion)] = "不等逾期的意见",
        [nameof(SendBack)] = "退回上一步",
        [nameof(DeclareRecusal)] = "申报回避",
        [nameof(RequestRecusal)] = "申请回避",
        [nameof(FindRecusal)] = "登记回避情形",
        [nameof(DecideRecusal)] = "决定回避",
        [nameof(RecordMinutes)] = "登记会议纪要",
        [nameof(ProposeVisit)] = "约定现场核查",
        [nameof(AnswerVisit)] = "确认现场核查的日期",
        [nameof(RecordVisit)] = "登记现场核查",
        [nameof(Claim)] = "领办",
        [nameof(Release)] = "放回",
        [nameof(PassOn)] = "转办",
        [nameof(RecordHandOver)] = "移交业务系统",
        [nameof(EnterOutsideResult)] = "补录业务系统的结果",
        [nameof(SettleItemChange)] = "登记事项变动后的处理",
        [nameof(LetTimePass)] = "期限届满",
        [nameof(Reproject)] = "日历调整",
        [nameof(RecordFee)] = "登记缴费",
        [nameof(RecordParcel)] = "登记寄递",
        [nameof(RecordAttempt)] = "登记没有送到",
        [nameof(ChangeDelivery)] = "改用别的方式送达",
    };

    public static string Of(string act) => Names[act];

    public static string Words(this Stage stage) => stage switch
    {
        Stage.Consultation => "咨询",
        Stage.Appointment => "预约",
        Stage.Application => "申请",
        Stage.Acceptance => "受理",
        Stage.Review => "审查",
        Stage.Decision => "决定",
        Stage.Delivery => "结果送达",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
