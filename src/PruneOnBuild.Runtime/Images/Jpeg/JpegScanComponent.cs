namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <param name="DcTable">Number of the Huffman table for means.</param>
/// <param name="AcTable">Number of the Huffman table for all other coefficients.</param>
internal sealed record JpegScanComponent(JpegComponent Component, int DcTable, int AcTable);
