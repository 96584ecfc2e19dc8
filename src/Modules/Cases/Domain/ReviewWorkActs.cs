namespace OneWindow.Cases;

/// <summary>领办.</summary>
internal sealed record Claim : CaseAct;

/// <summary>放回: by the holder, or by a supervisor whose reason stands in the paper.</summary>
internal sealed record Release : CaseAct;
