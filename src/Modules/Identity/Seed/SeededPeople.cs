using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>seed/people.yaml: invented staff, applicants and their accounts.</summary>
internal sealed class SeededPeople
{
    public required List<Post> Staff { get; init; }

    public required List<Person> Subjects { get; init; }

    public required List<Applicant> Applicants { get; init; }

    /// <summary>登记的利害关系: officers and whose cases they do not handle.</summary>
    public List<Tie> Interests { get; init; } = [];

    /// <summary>岗位: an account of the staff.</summary>
    internal sealed class Post
    {
        public required string User { get; init; }

        public required string Name { get; init; }

        public required string Role { get; init; }

        public required string Place { get; init; }

        public required string Organisation { get; init; }

        /// <summary>协办的内设机构 of the post.</summary>
        public string? Unit { get; init; }
    }

    internal sealed class Tie
    {
        public required string User { get; init; }

        public required string Subject { get; init; }

        public bool Himself { get; init; }
    }

    internal sealed class Person
    {
        /// <summary>How the other lines of the file call them; not kept.</summary>
        public required string Key { get; init; }

        public required string Kind { get; init; }

        public required string Name { get; init; }

        public required string Number { get; init; }

        public string? Phone { get; init; }

        public string? Address { get; init; }

        public string? Representative { get; init; }

        public SubjectKind SubjectKind => Enum.Parse<SubjectKind>(Kind, ignoreCase: true);

        public SubjectRecord Record => new(Name, Number, Phone, Address, Representative);
    }

    internal sealed class Applicant
    {
        public required string User { get; init; }

        public required string Place { get; init; }

        public required string Self { get; init; }

        public string? Represents { get; init; }

        public List<string> AgentFor { get; init; } = [];

        /// <summary>Children and wards, as the register of guardians has them.</summary>
        public List<string> GuardianOf { get; init; } = [];

        /// <summary>The last day of the authority to act for others.</summary>
        public string? Until { get; init; }

        /// <summary>The items that the authority names; none: no limit.</summary>
        public List<string> Scope { get; init; } = [];

        /// <summary>What the account shows: a person, a company, an agent.</summary>
        public string ApplicantKind => AgentFor.Count > 0 ? "agent" : Represents is null ? "person" : "company";

        /// <summary>The hats in the order in which they are offered: whom one came to act for stands first.</summary>
        public IEnumerable<(string Subject, Capacity Capacity)> Hats =>
        [
            .. Represents is null ? Array.Empty<(string, Capacity)>() : [(Represents, Capacity.Representative)],
            .. AgentFor.Select(a => (a, Capacity.Agent)),
            (Self, Capacity.Self),
            .. GuardianOf.Select(w => (w, Capacity.Guardian)),
        ];
    }
}
