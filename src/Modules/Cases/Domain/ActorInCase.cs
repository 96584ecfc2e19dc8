using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What an actor is to one case: applicant, window, reviewer. The same rule as the lists' SQL.</summary>
internal readonly record struct ActorInCase(Actor Actor, CaseState State)
{
    public bool IsApplicant => Actor.Role == Role.Applicant && Actor.Subject == State.Subject && Actor.Authority?.Covers(State.Item) != false;

    /// <summary>一窗受理: a window receives for every department of its place; a chief representative for his own.</summary>
    public bool IsWindow =>
        IsVenueWindow || (Actor.Role == Role.Clerk && (Actor.Place.Contains(State.Place) || (State.Units is { } units && Actor.Place.Contains(units.Place)))) || IsChief;

    /// <summary>异地代收的窗口: brings what the applicant brings, and nothing that only the handling place may do.</summary>
    public bool IsReceiver => State.Crossing is { } crossing && CaseReach.Receives(Actor, crossing.Organisation, crossing.Place) && Actor.Role != Role.ManagementOfficer;

    public bool IsReviewer => IsVenueReviewer || (Actor.Role == Role.Reviewer && Actor.Organisation == State.Organisation) || IsChief;

    /// <summary>下沉到的镇街、村社区: whoever works there, in the case that was received there, unless the case is his own place's anyway.</summary>
    public bool IsVenue => State.Venue is { } venue && Actor.Place == venue.Place && CaseReach.Handlers.Contains(Actor.Role) && Actor.Organisation != State.Organisation;

    private bool IsVenueWindow => IsVenue && Actor.Role is Role.Clerk or Role.ChiefRepresentative && State.Venue!.Mode != SinkDownMode.Help;

    private bool IsVenueReviewer => IsVenue && Actor.Role is Role.Reviewer or Role.ChiefRepresentative && State.Venue!.Mode == SinkDownMode.Decide;

    private bool IsVenueHelper => IsVenue && Actor.Role is Role.Clerk or Role.ChiefRepresentative;

    private bool IsChief => Actor.Role == Role.ChiefRepresentative && Actor.Organisation == State.Organisation;

    /// <summary>The management office of the case's own level: an office above it reads and guides, and alters nothing (青岛办法 第十条).</summary>
    private bool IsOffice =>
        Actor.Role == Role.ManagementOfficer && (Actor.Place == State.Place || (Actor.Place.Level >= RegionLevel.County && Actor.Place.Contains(State.Place)));

    /// <summary>主管: for what a colleague may not decide about a colleague.</summary>
    public bool IsSupervisor => IsChief || IsOffice;

    /// <summary>收件受理人: who received or accepted does not review, but on the spot (requirements-summary T10).</summary>
    public bool Received => Actor.Id == State.AcceptedBy || (Actor.IsStaff && Actor.Id == State.FiledBy);

    /// <summary>承办部门 of one of the parts.</summary>
    public bool IsBranch
    {
        get
        {
            var organisation = Actor.Organisation;
            return Actor.Role is Role.Reviewer or Role.ChiefRepresentative && State.Master?.Parts.Any(p => p.Organisation == organisation) == true;
        }
    }

    public bool Is(Who who) => who switch
    {
        Who.Window => IsWindow,
        Who.Reviewers => IsReviewer,
        Who.WindowOrReviewers => IsWindow || IsReviewer,
        Who.ApplicantOrWindow or Who.Filer => IsApplicant || IsWindow || IsReceiver || IsVenueHelper,
        Who.ApplicantOrStaff => IsApplicant || IsWindow || IsReviewer || IsReceiver || IsVenueHelper,
        Who.EitherPlace => IsWindow || IsReviewer || IsReceiver,
        Who.Lead => DisputeRules.IsLead(this),
        Who.Time or Who.Platform => Actor.Role == Role.System,
        Who.Supervisors => IsSupervisor,
        Who.Advisers => IsReviewer || (Actor.Role == Role.UnitOfficer && Actor.Organisation == State.Organisation),
        Who.Branches => IsBranch,
        Who.HandlersOrSupervisors => IsWindow || IsReviewer || IsSupervisor,
        _ => false,
    };

    public static Refusal Stranger(Who who) => new(
        "cases.not-yours",
        who switch
        {
            Who.Window => "这一步由受理窗口办理，您的岗位不是本件的受理窗口。",
            Who.Reviewers => "这一步由实施部门的审查人员办理，您的岗位不是本件的审查岗。",
            Who.Time => "这一步只由系统按期限办理。",
            Who.Platform => "这一步只由系统按公布的规则办理。",
            Who.Advisers => "这一步由实施部门协办的内设机构办理。",
            Who.Branches => "这一步由本件各个事项的承办部门办理。",
            Who.Supervisors => "这一步由首席事务代表或者管理机构办理。",
            Who.EitherPlace => "这一步由代收窗口或者办理地办理，您的岗位不办理本件。",
            Who.Lead => "跨区域争议由牵头部门的首席事务代表或者管理机构裁定。",
            Who.WindowOrReviewers or Who.HandlersOrSupervisors => "这一步由受理窗口或者实施部门办理，您的岗位不办理本件。",
            _ => "这一步由申请人本人或受理窗口办理。",
        },
        PlatformRules.Permission);
}
