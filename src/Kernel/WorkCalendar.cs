namespace OneWindow.Kernel;

/// <summary>工作日历: being built.</summary>
public sealed class WorkCalendar;
