using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>办件: from draft to closing.</summary>
public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddModuleDb<CasesDb>();
        services.AddSingleton<CaseLanes>();
        services.AddSingleton<CaseListings>();
        services.AddSingleton<Bars>();
        services.AddScoped<IReaction, ListCaseWhenItMoves>();
        services.AddSingleton<Papers>();
        services.AddSingleton<Serials>();
        services.AddSingleton<QueryCodes>();
        services.AddSingleton<OnlineFiling>();
        services.AddSingleton<IWorkPlaces, OnlineFilingPlace>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Filings>();
        services.AddSingleton<Submission>();
        services.AddSingleton<OwnCases>();
        services.AddSingleton<OwnActs>();
        services.AddSingleton<ReadOwnCases.Details>();
        FindProgress.Add(services);
        services.AddSingleton<WorkLists>();
        services.AddSingleton<WorkRows>();
        services.AddScoped<IReaction, RecordFeeWhenItMoves>();
        services.AddScoped<IReaction, RecordParcelWhenItMoves>();
        services.AddSingleton<CaseFiles>();
        services.AddSingleton<Acting>();
        services.AddSingleton<AutomaticApproval>();
        services.AddSingleton<Quotas>();
        services.AddSingleton<WarnInTime>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<WarnInTime>());
        services.AddHostedService(s => s.GetRequiredService<WarnInTime>());
        services.AddScoped<IReaction, WatchClockWhenCaseMoves>();
        services.AddSingleton<CaseFigures>();
        services.AddScoped<IReaction, FreePlaceWhenCaseEnds>();
        services.AddSingleton<IRegister, ApplicantRegister>();
        services.AddScoped<IReaction, DecideByRulesWhenAccepted>();
        services.AddSingleton<Parts>();
        services.AddScoped<IReaction, KeepPartsWhenWholeMoves>();
        services.AddScoped<IReaction, TellWholeWhenPartMoves>();
        services.AddSingleton<ICasePanels, PartsPanel>();
        services.AddScoped<IReaction, KeepToleranceLedger>();
        services.AddScoped<IReaction, PublishAnnouncedHearings>();
        services.AddSingleton<IWorkPlaces, WorkPlaces>();
        services.AddSingleton<IWorkPlaces, TolerancePlace>();
        services.AddSingleton<IWorkPlaces, WarningsPlace>();
        services.AddSingleton<IWorkPlaces, ReviewTaskPlace>();
        services.AddScoped<IReaction, ListTasksWhenReviewMoves>();
        services.AddSingleton<IAudit, CaseAudit>();
        services.AddSingleton<ICaseLog, CaseLog>();
        services.AddSingleton<ICases, CaseAnswers>();
        services.AddSingleton<IRemedies, RemedyAnswers>();
        services.AddSingleton<IExplainCases, ExplainCases>();
        services.AddSingleton<ReprojectDeadlines>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<ReprojectDeadlines>());
        services.AddHostedService(s => s.GetRequiredService<ReprojectDeadlines>());
        services.AddSingleton<TellChangedItems>();
        services.AddScoped<IReaction, ListCaseWhenPassedOn>();
        services.AddSingleton<IWorkPlaces, PassedPlace>();
        services.AddSingleton<LineSettings>();
        services.AddSingleton<DemonstrationLine>();
        services.AddSingleton<LineLink>();
        services.AddSingleton<HearNews>();
        services.AddSingleton<IAudit, LineProofs>();
        services.AddSingleton<IWorkPlaces, LinePlaces>();
        services.AddScoped<IReaction, HandOverWhenCaseAccepted>();
        services.AddScoped<IReaction, CountTypedResults>();
        services.AddSingleton<DeliverPackages>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<DeliverPackages>());
        services.AddHostedService(s => s.GetRequiredService<DeliverPackages>());
        services.AddSingleton<FireTimers>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<FireTimers>());
        services.AddHostedService(s => s.GetRequiredService<FireTimers>());
        return services;
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        StartApplication.Map(routes);
        SwitchOnlineFiling.Map(routes);
        FillApplication.Map(routes);
        AttachMaterials.Map(routes);
        SubmitApplication.Map(routes);
        ListMyCases.Map(routes);
        TrackCase.Map(routes);
        ShowLog.Map(routes);
        FindProgress.Map(routes);
        ListWork.Map(routes);
        ListTolerances.Map(routes);
        ShowCase.Map(routes);
        Acting.Map(routes);
        ActByProgram.Map(routes);
        CorrectFiling.Map(routes);
        SupplyMaterials.Map(routes);
        WithdrawCase.Map(routes);
        AskForHearing.Map(routes);
        ListHearings.Map(routes);
        CollectByCode.Map(routes);
        RequestPerson.Map(routes);
        ReadWarnings.Map(routes);
        ConfirmDelivery.Map(routes);
        TryForm.Map(routes);
        ApplyByProgram.Map(routes);
        ReadOwnCases.Map(routes);
        ReceiveAtCounter.Map(routes);
        FileAtCounter.Map(routes);
        SearchWork.Map(routes);
        ListPassedCases.Map(routes);
        HearLine.Map(routes);
        ListLines.Map(routes);
        SettleNews.Map(routes);
        TypeInResult.Map(routes);
        ListReviewTasks.Map(routes);
        GiveOpinions.Map(routes);
        AskForRecusal.Map(routes);
        AgreeVisit.Map(routes);
        InspectSite.Map(routes);
        DefendResult.Map(routes);
        return routes;
    }
}
