namespace OneWindow.Contracts;

/// <summary>寄递: what became of a parcel that carries a case's result. Topics: "parcel.sent/1", "parcel.failed/1", "parcel.delivered/1".</summary>
/// <param name="Key">Of this happening: the same at every delivery.</param>
/// <param name="Begun">The sequence of the event that began this delivery: a later one has its own parcel.</param>
/// <param name="Waybill">寄递单号.</param>
/// <param name="Why">Failures: "refused", "returned", "lost".</param>
public sealed record ParcelMoved(string Key, string Case, string Parcel, int Begun, string Courier, string Waybill, ParcelStep Step, string? Why);

public enum ParcelStep
{
    Sent,
    Failed,
    Delivered,
}
