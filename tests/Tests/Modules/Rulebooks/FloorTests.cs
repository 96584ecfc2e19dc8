using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The licensing law is the floor, wherever and whenever one asks.</summary>
public sealed class FloorTests
{
    private static readonly RegionCode[] Places =
        [TheLaw.Qingdao, TheLaw.Shinan, TheLaw.ShinanTown, TheLaw.HebeiCity, TheLaw.Chongqing, TheLaw.Shapingba, TheLaw.Huyi, RegionCode.Parse("110101")];

    [Fact]
    [Clause("QD-1-2")]
    public void No_place_on_any_day_gives_an_applicant_for_a_licence_less_than_the_law()
    {
        var law = TheLaw.All.Single(r => r.IsBaseLaw);
        var keys = law.Articles.SelectMany(a => a.Settings).Select(s => s.Key).ToList();
        var asked = from place in Gen.Elements(Places)
                    from day in Gen.Choose(law.From.DayNumber, law.From.DayNumber + 5000)
                    select (Place: place, On: DateOnly.FromDayNumber(day));

        Prop.ForAll(asked.ToArbitrary(), x =>
        {
            var rules = TheLaw.Shelf.For(x.Place, ItemType.Licence, x.On);
            return keys.TrueForAll(key => Parameters.All[key].Against.Fault(rules.Find(key)!.Value, Floor.Find(law, key)!.Value.Setting.Value) is null);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Each_rule_in_force_cites_an_article_that_is_there_and_in_force()
    {
        var asked = from place in Gen.Elements(Places)
                    from type in Gen.Elements(Enum.GetValues<ItemType>())
                    from day in Gen.Choose(new DateOnly(2018, 1, 1).DayNumber, new DateOnly(2032, 1, 1).DayNumber)
                    select (Place: place, Type: type, On: DateOnly.FromDayNumber(day));

        Prop.ForAll(asked.ToArbitrary(), x => TheLaw.Shelf.For(x.Place, x.Type, x.On).All.Values.All(rule =>
            TheLaw.Shelf.Find(rule.Basis) is var (rulebook, article) && rulebook.InForce(x.On) && article.Number == rule.Basis.Article && rule.From <= x.On))
            .QuickCheckThrowOnFailure();
    }
}
