using Microsoft.AspNetCore.Http;

namespace OneWindow.Ui;

/// <summary>A form as it was sent. What is no form, breaks off in the middle or hides a zero byte is the sender's mistake, never a fault of ours.</summary>
public static class SentForm
{
    /// <exception cref="BadHttpRequestException">400, or 413 where it is larger than the endpoint allows.</exception>
    public static async Task<IFormCollection> Read(HttpRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var form = await request.ReadFormAsync(cancel);
            // PostgreSQL keeps no zero byte in a text, and nobody types one.
            return form.All(f => !f.Key.Contains('\0', StringComparison.Ordinal) && f.Value.All(v => v?.Contains('\0', StringComparison.Ordinal) != true))
                ? form
                : throw new BadHttpRequestException("A zero byte in a form.", StatusCodes.Status400BadRequest);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(
                broken.Message, broken.Message.Contains("limit", StringComparison.Ordinal) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, broken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException(broken.Message, StatusCodes.Status400BadRequest, broken);
        }
    }

    /// <summary>A small file at once: its size was judged before.</summary>
    public static async Task<byte[]> Bytes(IFormFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = new byte[file.Length];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
