using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Rulebooks;

/// <summary>依据: regulations as data, and which of them binds whom.</summary>
public static class RulebooksModule
{
    /// <summary>Needs from Host: storage, <see cref="TimeProvider"/>, <see cref="IDirectory"/>. Reads the folder rulebooks/ beside the program: a rulebook that is not right stops the start, with every error's file and line.</summary>
    public static IServiceCollection AddRulebooks(this IServiceCollection services)
    {
        services.AddModuleDb<RulebooksDb>();
        services.AddSingleton(s =>
        {
            var (rulebooks, calendar, errors) = RulebookFolder.Read(RulebookFolder.Default);
            return errors.Count == 0
                ? new LawInForce(rulebooks, calendar, s.GetRequiredService<IDbContextFactory<RulebooksDb>>())
                : throw new InvalidOperationException($"法规数据有 {errors.Count} 处错误：\n{string.Join('\n', errors)}");
        });
        services.AddSingleton<IRulebooks>(s => s.GetRequiredService<LawInForce>());
        services.AddSingleton<ScenarioFiles>();
        services.AddHostedService<ReadChangedSettings>();
        return services;
    }

    public static IEndpointRouteBuilder MapRulebooks(this IEndpointRouteBuilder routes)
    {
        ShowArticle.Map(routes);
        ListLaws.Map(routes);
        ReadLaw.Map(routes);
        ComparePlaces.Map(routes);
        ChangeParameter.Map(routes);
        return routes;
    }

    /// <summary>The command `rules`: every parameter in force at a place (region code or place key) on a day. After the migrations.</summary>
    public static async Task<Outcome<RulesInForceModel>> RulesInForce(IServiceProvider services, string place, DateOnly on, CancellationToken cancel = default)
    {
        var law = services.GetRequiredService<LawInForce>();
        await law.Refresh(cancel);
        return RulesInForceModel.At(law.Shelf, place, on);
    }

    /// <summary>The command `deadline`: one question, answered as one line of JSON. Needs no database.</summary>
    public static Outcome<string> Deadline(IServiceProvider services, DeadlineQuestionModel asked)
    {
        var buffer = new ArrayBufferWriter<byte>();
        return Answers(services).Answer(asked, buffer) is { } why ? why : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The command `deadline --batch`: a line of JSON for each line; gives how many lines were refused.</summary>
    public static Task<int> DeadlineBatch(IServiceProvider services, TextReader questions, Stream answers, CancellationToken cancel = default) =>
        Answers(services).AnswerAll(questions, answers, cancel);

    private static DeadlineAnswers Answers(IServiceProvider services)
    {
        var law = services.GetRequiredService<LawInForce>();
        return new DeadlineAnswers(law.Shelf, law.Calendar);
    }
}
