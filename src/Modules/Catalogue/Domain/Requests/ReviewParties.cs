using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>联合审核由谁参加: what the place's rulebook names (`catalog.reviewParties`); where it is silent the department and the office.</summary>
internal static class ReviewParties
{
    private static readonly string[] Silent = ["department", "management-office"];

    /// <summary>The management office of the place, or of the nearest place above that has one.</summary>
    public static Organisation? OfficeOf(RegionCode place, IDirectory directory) => place.UpTheTree()
        .Select(region => directory.OrganisationsUnder(region).FirstOrDefault(o => o.Kind == OrganisationKind.ManagementOffice && o.Region == region))
        .FirstOrDefault(o => o is not null);

    /// <param name="departments">Those whose items change.</param>
    public static IReadOnlyList<ReviewParty> Of(Organisation office, IEnumerable<string> departments, RuleSet law, IDirectory directory)
    {
        var parties = new List<ReviewParty>();
        foreach (var kind in law.Find("catalog.reviewParties")?.Entries ?? Silent)
        {
            switch (kind)
            {
                case "department":
                    parties.AddRange(departments.Distinct().Select(directory.Organisation).OfType<Organisation>().Select(d => new ReviewParty(PartyKind.Department, d.Id, d.Name)));
                    break;
                case "legal" when Lawyer(office, directory) is { } lawyer:
                    parties.Add(new ReviewParty(PartyKind.Legal, lawyer.Id, lawyer.Name));
                    break;
                case "management-office":
                    parties.Add(new ReviewParty(PartyKind.Office, office.Id, office.Name));
                    break;
                default:
                    break;
            }
        }

        return parties;
    }

    /// <summary>For whom the officer speaks: departments and lawyers by their editors and chief representatives, the office by its officers.</summary>
    public static ReviewParty? Of(Actor actor, ChangeRequest request) => request.Parties.FirstOrDefault(p => p.Organisation == actor.Organisation && p.Kind switch
    {
        PartyKind.Office => actor.Role == Role.ManagementOfficer && actor.Place == request.Place,
        _ => actor.Role is Role.DepartmentEditor or Role.ChiefRepresentative,
    });

    private static Organisation? Lawyer(Organisation office, IDirectory directory) =>
        directory.OrganisationsUnder(office.Region).FirstOrDefault(o => o.Line == "justice" && o.Region == office.Region);
}
