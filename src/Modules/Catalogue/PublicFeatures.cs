using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>What the public sees of the catalogue beside the guides: open lists, history, feedback, and the outlets that show the same.</summary>
internal static class PublicFeatures
{
    public static void AddPublicFeatures(this IServiceCollection services)
    {
        services.AddSingleton<GuideExperience>();
        services.AddScoped<OutletChecks>();
        services.AddSingleton<AlertFeedback>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<AlertFeedback>());
        services.AddHostedService(s => s.GetRequiredService<AlertFeedback>());
        services.AddSingleton<MakeGuideFigures>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<MakeGuideFigures>());
        services.AddHostedService(s => s.GetRequiredService<MakeGuideFigures>());
        foreach (var decided in new[] { "case.approved/1", "case.refused/1" })
            services.AddScoped<IReaction>(s => new NoteDecidedCase(s.GetRequiredService<IDbContextFactory<CatalogueDb>>(), decided));
        services.AddSingleton<CheckOutletsByNight>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<CheckOutletsByNight>());
        services.AddHostedService(s => s.GetRequiredService<CheckOutletsByNight>());
        services.AddSingleton<IGuideLetters, GuideLetters>();
        services.AddSingleton<IWorkPlaces, PublicPlaces>();
        ReportElement.Add(services);
    }

    public static void MapPublicFeatures(this IEndpointRouteBuilder routes)
    {
        ReportElement.Map(routes);
        AnswerFeedback.Map(routes);
        CheckOutlets.Map(routes);
        ShowBoard.Map(routes);
        OpenLists.Map(routes);
        ListOfficial.Map(routes);
        ListSunk.Map(routes);
        FollowChanges.Map(routes);
        ShowHistory.Map(routes);
        ShowCoverage.Map(routes);
        ManageSunk.Map(routes);
    }

    public static void Map(ModelBuilder model)
    {
        FeedbackTables.Map(model);
        OutletTables.Map(model);
        SinkDownTables.Map(model);
        ExperienceTables.Map(model);
        GuideLetterTables.Map(model);
        OutletRoundTables.Map(model);
    }
}
