using Google.Protobuf;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>
/// Which archive holds an entry: the file under <c>ac/</c>, which is an <c>ActionResult</c> of Bazel's remote execution protocol with one output
/// file, so that servers that look into it find what they expect.
/// </summary>
/// <param name="Sha256">Of the archive, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Of the archive, in bytes.</param>
internal sealed record SharedResult(string Sha256, long Length)
{
    /// <summary>Bytes that the record may have; ours has about 120.</summary>
    public const int MostBytes = 4096;

    private const uint OutputFiles = (2 << 3) | 2;
    private const uint OutputPath = (1 << 3) | 2;
    private const uint OutputDigest = (2 << 3) | 2;
    private const uint DigestHash = (1 << 3) | 2;
    private const uint DigestSize = 2 << 3;

    /// <exception cref="InvalidDataException">This is no such record.</exception>
    public static SharedResult Parse(byte[] content)
    {
        try
        {
            var file = Field(Field(ByteString.CopyFrom(content), OutputFiles), OutputDigest).CreateCodedInput();
            var (hash, length) = ("", -1L);
            while (file.ReadTag() is not 0 and uint tag)
            {
                if (tag == DigestHash) hash = file.ReadString();
                else if (tag == DigestSize) length = file.ReadInt64();
                else file.SkipLastField();
            }
            return hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) && length >= 0
                ? new SharedResult(hash, length)
                : throw new InvalidDataException("its record names no archive");
        }
        catch (InvalidProtocolBufferException mistake)
        {
            throw new InvalidDataException("its record is not readable", mistake);
        }
    }

    public byte[] ToBytes(EntryKey key) => Message(result => Nested(result, OutputFiles, Message(file =>
    {
        file.WriteRawTag((byte)OutputPath);
        file.WriteString(key.ToString());
        Nested(file, OutputDigest, Message(digest =>
        {
            digest.WriteRawTag((byte)DigestHash);
            digest.WriteString(Sha256);
            digest.WriteRawTag((byte)DigestSize);
            digest.WriteInt64(Length);
        }));
    })));

    private static ByteString Field(ByteString message, uint wanted)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and uint tag)
        {
            if (tag == wanted)
                return input.ReadBytes();
            input.SkipLastField();
        }
        throw new InvalidDataException("its record names no archive");
    }

    private static void Nested(CodedOutputStream output, uint tag, byte[] message)
    {
        output.WriteRawTag((byte)tag);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var content = new MemoryStream();
        using var output = new CodedOutputStream(content, leaveOpen: true);
        write(output);
        output.Flush();
        return content.ToArray();
    }
}
