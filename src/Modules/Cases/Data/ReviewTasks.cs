using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>协办和核查的待办: what somebody beside the handler has to do for a case, kept from its events so that lists need not open cases.</summary>
internal sealed class ReviewTaskRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    /// <summary>What it is, unique in its case: "opinion/food-safety".</summary>
    public required string Key { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The handling region's number.</summary>
    public long Place { get; init; }

    /// <summary>The internal unit whose it is; null: a person's, or the organisation's.</summary>
    public string? Unit { get; init; }

    /// <summary>The account whose it is.</summary>
    public string? Person { get; init; }

    public DateOnly Due { get; init; }
}

[DbContext(typeof(CasesDb))]
[Migration("20261122_ReviewTasks")]
internal sealed class ReviewTasksBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("review_tasks", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            key = t.Column<string>(),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            unit = t.Column<string>(nullable: true),
            person = t.Column<string>(nullable: true),
            due = t.Column<DateOnly>(),
        }, constraints: t => t.PrimaryKey("PK_review_tasks", r => new { r.region, r.case_id, r.key }));
        migration.CreateIndex("ix_review_tasks_organisation", "review_tasks", ["organisation", "due"]);
        migration.CreateIndex("ix_review_tasks_place", "review_tasks", ["place", "due"]);
    }
}
