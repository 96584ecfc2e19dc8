namespace OneWindow.Contracts;

/// <summary>利害关系 between an officer and an applicant, as registers know it.</summary>
public enum Interest
{
    /// <summary>The officer is the applicant.</summary>
    Applicant,

    /// <summary>The officer filed for the applicant.</summary>
    Agent,

    /// <summary>The officer represents the applicant.</summary>
    Representative,

    /// <summary>A registered relation: a relative, a partner, a shareholder.</summary>
    Registered,
}

/// <summary>回避的登记: who may not handle whose case, answered from memory.</summary>
public interface IInterests
{
    /// <summary>The accounts of officers who have an interest, and which.</summary>
    /// <param name="subject">The applicant.</param>
    /// <param name="filedBy">The account that filed for him.</param>
    IReadOnlyDictionary<string, Interest> In(string subject, string filedBy);
}
