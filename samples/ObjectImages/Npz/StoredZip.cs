using System.Text;

namespace ObjectImages.Npz;

/// <summary>
/// A zip file without compression and with a fixed date. ZipArchive would write the operating system and a compressor's
/// output into the bytes, which then differ between machines. Below 4 GB, the limit of the plain format.
/// </summary>
internal sealed class StoredZip : IDisposable
{
    private const ushort Version = 20;
    private const ushort FirstOfJanuary1980 = 0x0021;

    private readonly string path;
    private readonly string unfinished;
    private readonly BinaryWriter writer;
    private readonly List<(string Name, uint Crc, uint Size, uint Offset)> entries = [];

    public StoredZip(string path)
    {
        this.path = path;
        unfinished = path + ".tmp";
        writer = new BinaryWriter(File.Create(unfinished));
    }

    public void Add(string name, byte[] content)
    {
        var entry = (name, Crc32.Of(content), (uint)content.Length, Offset());
        entries.Add(entry);
        writer.Write(0x04034B50u);
        WriteCommon(entry);
        writer.Write(Encoding.ASCII.GetBytes(name));
        writer.Write(content);
    }

    /// <summary>Writes the directory and gives the file its name; without it no file is left behind.</summary>
    public void Commit()
    {
        var start = Offset();
        foreach (var entry in entries)
        {
            writer.Write(0x02014B50u);
            writer.Write(Version);
            WriteCommon(entry);
            writer.Write((ushort)0); // comment length
            writer.Write((ushort)0); // disk
            writer.Write((ushort)0); // internal attributes
            writer.Write(0u); // external attributes
            writer.Write(entry.Offset);
            writer.Write(Encoding.ASCII.GetBytes(entry.Name));
        }
        var size = Offset() - start;
        writer.Write(0x06054B50u);
        writer.Write(0u); // disks
        writer.Write((ushort)entries.Count);
        writer.Write((ushort)entries.Count);
        writer.Write(size);
        writer.Write(start);
        writer.Write((ushort)0); // comment length
        writer.Dispose();
        File.Move(unfinished, path, overwrite: true);
    }

    public void Dispose()
    {
        writer.Dispose();
        File.Delete(unfinished);
    }

    private uint Offset()
    {
        writer.Flush();
        return checked((uint)writer.BaseStream.Position);
    }

    private void WriteCommon((string Name, uint Crc, uint Size, uint Offset) entry)
    {
        writer.Write(Version);
        writer.Write((ushort)0); // flags
        writer.Write((ushort)0); // method: stored
        writer.Write((ushort)0); // time
        writer.Write(FirstOfJanuary1980);
        writer.Write(entry.Crc);
        writer.Write(entry.Size);
        writer.Write(entry.Size);
        writer.Write((ushort)entry.Name.Length);
        writer.Write((ushort)0); // extra length
    }
}
