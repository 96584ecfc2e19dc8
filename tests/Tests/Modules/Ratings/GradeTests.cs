using OneWindow.Contracts;
using OneWindow.Ratings;

namespace OneWindow.Tests.Modules.Ratings;

public sealed class GradeTests
{
    [Fact]
    public void The_two_standards_count_in_opposite_directions()
    {
        Assert.Equal((1, 5), (Grade.VerySatisfied.ToStandard(), Grade.VerySatisfied.ToNational()));
        Assert.Equal((5, 1), (Grade.VeryDissatisfied.ToStandard(), Grade.VeryDissatisfied.ToNational()));
        foreach (var grade in Enum.GetValues<Grade>())
        {
            Assert.Equal(grade, GradeCodes.FromStandard(grade.ToStandard()));
            Assert.Equal(grade, GradeCodes.FromNational(grade.ToNational()));
            Assert.Equal(6, grade.ToStandard() + grade.ToNational());
            Assert.Equal(grade, GradeKeys.Parse(grade.Key()));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => GradeCodes.FromNational(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradeCodes.FromStandard(6));
        Assert.Null(GradeKeys.Parse("0"));
    }

    [Fact]
    public void Each_grade_offers_the_eight_options_of_its_star()
    {
        foreach (var grade in Enum.GetValues<Grade>())
        {
            var options = RatingOptions.Of(grade);
            Assert.Equal(8, options.Count);
            Assert.All(options, o => Assert.Equal('0' + grade.ToNational(), o.Code[0]));
        }

        Assert.Equal(("510", "一窗受理一次办结"), RatingOptions.Of(Grade.VerySatisfied)[0]);
        Assert.Equal(("115", "服务态度差效率低"), RatingOptions.Of(Grade.VeryDissatisfied)[^1]);
    }

    [Fact]
    public void Bad_are_the_two_lowest() =>
        Assert.Equal([Grade.Dissatisfied, Grade.VeryDissatisfied], Enum.GetValues<Grade>().Where(g => g.IsBad()));
}
