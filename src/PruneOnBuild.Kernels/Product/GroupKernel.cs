using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Product;

/// <summary>The inner loop: four rows at a time, each with its weights and one, two or four column patterns among them, over a tile of pixels.</summary>
internal static unsafe class GroupKernel
{
    /// <typeparam name="TWidth">A width of a tile, as <see cref="VectorCounts"/> reads it.</typeparam>
    /// <typeparam name="TPatterns">As large in bytes as there are column patterns, 1, 2 or 4.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TWidth, TPatterns>(TilePass* pass)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TWidth : unmanaged
        where TPatterns : unmanaged
    {
        float* weights = pass->Weights;
        uint* offsets = pass->Offsets;
        byte* x = pass->X;

        // Offsets are fetched a step ahead: an address that waits for a load holds up the loads behind it.
        ulong near = sizeof(TPatterns) == 1 ? *offsets : *(ulong*)offsets;
        ulong far = sizeof(TPatterns) == 4 ? *(ulong*)(offsets + 2) : 0;
        for (int group = 0; group < pass->Groups; group++)
        {
            int* rows = pass->Rows + 4 * group;
            TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
            TVector b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
            TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
            TVector d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
            TVector aHalf = default, bHalf = default, cHalf = default, dHalf = default;
            if (pass->Bias is not null)
            {
                a0 = a1 = a2 = a3 = a4 = a5 = aHalf = TLanes.Broadcast(pass->Bias[rows[0]]);
                b0 = b1 = b2 = b3 = b4 = b5 = bHalf = TLanes.Broadcast(pass->Bias[rows[1]]);
                c0 = c1 = c2 = c3 = c4 = c5 = cHalf = TLanes.Broadcast(pass->Bias[rows[2]]);
                d0 = d1 = d2 = d3 = d4 = d5 = dHalf = TLanes.Broadcast(pass->Bias[rows[3]]);
            }
            else
            {
                float* fromA = pass->Partial + rows[0] * pass->PartialPitch;
                float* fromB = pass->Partial + rows[1] * pass->PartialPitch;
                float* fromC = pass->Partial + rows[2] * pass->PartialPitch;
                float* fromD = pass->Partial + rows[3] * pass->PartialPitch;
                a0 = TLanes.Load(fromA);
                b0 = TLanes.Load(fromB);
                c0 = TLanes.Load(fromC);
                d0 = TLanes.Load(fromD);
                if (VectorCounts.Whole<TWidth>() > 1)
                {
                    a1 = TLanes.Load(fromA + sizeof(TVector) / sizeof(float));
                    b1 = TLanes.Load(fromB + sizeof(TVector) / sizeof(float));
                    c1 = TLanes.Load(fromC + sizeof(TVector) / sizeof(float));
                    d1 = TLanes.Load(fromD + sizeof(TVector) / sizeof(float));
                }
                if (VectorCounts.Whole<TWidth>() > 2)
                {
                    a2 = TLanes.Load(fromA + 2 * sizeof(TVector) / sizeof(float));
                    b2 = TLanes.Load(fromB + 2 * sizeof(TVector) / sizeof(float));
                    c2 = TLanes.Load(fromC + 2 * sizeof(TVector) / sizeof(float));
                    d2 = TLanes.Load(fromD + 2 * sizeof(TVector) / sizeof(float));
                }
                if (VectorCounts.Whole<TWidth>() > 3)
                {
                    a3 = TLanes.Load(fromA + 3 * sizeof(TVector) / sizeof(float));
                    b3 = TLanes.Load(fromB + 3 * sizeof(TVector) / sizeof(float));
                    c3 = TLanes.Load(fromC + 3 * sizeof(TVector) / sizeof(float));
                    d3 = TLanes.Load(fromD + 3 * sizeof(TVector) / sizeof(float));
                }
                if (VectorCounts.Whole<TWidth>() > 4)
                {
                    a4 = TLanes.Load(fromA + 4 * sizeof(TVector) / sizeof(float));
                    b4 = TLanes.Load(fromB + 4 * sizeof(TVector) / sizeof(float));
                    c4 = TLanes.Load(fromC + 4 * sizeof(TVector) / sizeof(float));
                    d4 = TLanes.Load(fromD + 4 * sizeof(TVector) / sizeof(float));
                }
                if (VectorCounts.Whole<TWidth>() > 5)
                {
                    a5 = TLanes.Load(fromA + 5 * sizeof(TVector) / sizeof(float));
                    b5 = TLanes.Load(fromB + 5 * sizeof(TVector) / sizeof(float));
                    c5 = TLanes.Load(fromC + 5 * sizeof(TVector) / sizeof(float));
                    d5 = TLanes.Load(fromD + 5 * sizeof(TVector) / sizeof(float));
                }
                if (VectorCounts.HasHalf<TWidth>())
                {
                    int half = VectorCounts.Whole<TWidth>() * sizeof(TVector) / sizeof(float);
                    aHalf = TLanes.LoadHalf(fromA + half);
                    bHalf = TLanes.LoadHalf(fromB + half);
                    cHalf = TLanes.LoadHalf(fromC + half);
                    dHalf = TLanes.LoadHalf(fromD + half);
                }
            }

            for (int step = pass->Steps[group]; step > 0; step--)
            {
                TVector four = TLanes.LoadFour(weights);
                weights += 4;
                float* p0 = (float*)(x + (uint)near);
                float* p1 = sizeof(TPatterns) == 4 ? (float*)(x + (near >> 32)) : p0;
                float* p2 = sizeof(TPatterns) == 4 ? (float*)(x + (uint)far) : sizeof(TPatterns) == 2 ? (float*)(x + (near >> 32)) : p0;
                float* p3 = sizeof(TPatterns) == 4 ? (float*)(x + (far >> 32)) : p2;
                offsets += sizeof(TPatterns);
                near = sizeof(TPatterns) == 1 ? *offsets : *(ulong*)offsets;
                if (sizeof(TPatterns) == 4)
                    far = *(ulong*)(offsets + 2);
                TVector w0 = TLanes.First(four), w1 = TLanes.Second(four), w2 = TLanes.Third(four), w3 = TLanes.Fourth(four);
                TVector x0 = TLanes.Load(p0);
                a0 = TLanes.MultiplyAdd(w0, x0, a0);
                b0 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1) : x0, b0);
                TVector y0 = sizeof(TPatterns) == 1 ? x0 : TLanes.Load(p2);
                c0 = TLanes.MultiplyAdd(w2, y0, c0);
                d0 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3) : y0, d0);
                if (VectorCounts.Whole<TWidth>() > 1)
                {
                    TVector x1 = TLanes.Load(p0 + sizeof(TVector) / sizeof(float));
                    a1 = TLanes.MultiplyAdd(w0, x1, a1);
                    b1 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1 + sizeof(TVector) / sizeof(float)) : x1, b1);
                    TVector y1 = sizeof(TPatterns) == 1 ? x1 : TLanes.Load(p2 + sizeof(TVector) / sizeof(float));
                    c1 = TLanes.MultiplyAdd(w2, y1, c1);
                    d1 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3 + sizeof(TVector) / sizeof(float)) : y1, d1);
                }
                if (VectorCounts.Whole<TWidth>() > 2)
                {
                    TVector x2 = TLanes.Load(p0 + 2 * sizeof(TVector) / sizeof(float));
                    a2 = TLanes.MultiplyAdd(w0, x2, a2);
                    b2 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1 + 2 * sizeof(TVector) / sizeof(float)) : x2, b2);
                    TVector y2 = sizeof(TPatterns) == 1 ? x2 : TLanes.Load(p2 + 2 * sizeof(TVector) / sizeof(float));
                    c2 = TLanes.MultiplyAdd(w2, y2, c2);
                    d2 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3 + 2 * sizeof(TVector) / sizeof(float)) : y2, d2);
                }
                if (VectorCounts.Whole<TWidth>() > 3)
                {
                    TVector x3 = TLanes.Load(p0 + 3 * sizeof(TVector) / sizeof(float));
                    a3 = TLanes.MultiplyAdd(w0, x3, a3);
                    b3 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1 + 3 * sizeof(TVector) / sizeof(float)) : x3, b3);
                    TVector y3 = sizeof(TPatterns) == 1 ? x3 : TLanes.Load(p2 + 3 * sizeof(TVector) / sizeof(float));
                    c3 = TLanes.MultiplyAdd(w2, y3, c3);
                    d3 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3 + 3 * sizeof(TVector) / sizeof(float)) : y3, d3);
                }
                if (VectorCounts.Whole<TWidth>() > 4)
                {
                    TVector x4 = TLanes.Load(p0 + 4 * sizeof(TVector) / sizeof(float));
                    a4 = TLanes.MultiplyAdd(w0, x4, a4);
                    b4 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1 + 4 * sizeof(TVector) / sizeof(float)) : x4, b4);
                    TVector y4 = sizeof(TPatterns) == 1 ? x4 : TLanes.Load(p2 + 4 * sizeof(TVector) / sizeof(float));
                    c4 = TLanes.MultiplyAdd(w2, y4, c4);
                    d4 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3 + 4 * sizeof(TVector) / sizeof(float)) : y4, d4);
                }
                if (VectorCounts.Whole<TWidth>() > 5)
                {
                    TVector x5 = TLanes.Load(p0 + 5 * sizeof(TVector) / sizeof(float));
                    a5 = TLanes.MultiplyAdd(w0, x5, a5);
                    b5 = TLanes.MultiplyAdd(w1, sizeof(TPatterns) == 4 ? TLanes.Load(p1 + 5 * sizeof(TVector) / sizeof(float)) : x5, b5);
                    TVector y5 = sizeof(TPatterns) == 1 ? x5 : TLanes.Load(p2 + 5 * sizeof(TVector) / sizeof(float));
                    c5 = TLanes.MultiplyAdd(w2, y5, c5);
                    d5 = TLanes.MultiplyAdd(w3, sizeof(TPatterns) == 4 ? TLanes.Load(p3 + 5 * sizeof(TVector) / sizeof(float)) : y5, d5);
                }
                if (VectorCounts.HasHalf<TWidth>())
                {
                    int half = VectorCounts.Whole<TWidth>() * sizeof(TVector) / sizeof(float);
                    TVector xHalf = TLanes.LoadHalf(p0 + half);
                    aHalf = TLanes.MultiplyAddHalf(w0, xHalf, aHalf);
                    bHalf = TLanes.MultiplyAddHalf(w1, sizeof(TPatterns) == 4 ? TLanes.LoadHalf(p1 + half) : xHalf, bHalf);
                    TVector yHalf = sizeof(TPatterns) == 1 ? xHalf : TLanes.LoadHalf(p2 + half);
                    cHalf = TLanes.MultiplyAddHalf(w2, yHalf, cHalf);
                    dHalf = TLanes.MultiplyAddHalf(w3, sizeof(TPatterns) == 4 ? TLanes.LoadHalf(p3 + half) : yHalf, dHalf);
                }
            }

            Finish<TLanes, TVector, TWidth>(pass, rows[0], a0, a1, a2, a3, a4, a5, aHalf);
            Finish<TLanes, TVector, TWidth>(pass, rows[1], b0, b1, b2, b3, b4, b5, bHalf);
            Finish<TLanes, TVector, TWidth>(pass, rows[2], c0, c1, c2, c3, c4, c5, cHalf);
            Finish<TLanes, TVector, TWidth>(pass, rows[3], d0, d1, d2, d3, d4, d5, dHalf);
        }
    }

    /// <summary>Puts the sums of one row in place: as they are among the partial sums, or finished in the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TLanes, TVector, TWidth>(
        TilePass* pass, int row, TVector v0, TVector v1, TVector v2, TVector v3, TVector v4, TVector v5, TVector half)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TWidth : unmanaged
    {
        float* to = pass->Partial + row * pass->PartialPitch;
        if (pass->Output is not null && row < pass->RowCount)
        {
            to = pass->Output + row * pass->OutputPitch;
            if (pass->Residual is not null)
            {
                float* residual = pass->Residual + row * pass->OutputPitch;
                v0 = TLanes.Add(v0, TLanes.Load(residual));
                if (VectorCounts.Whole<TWidth>() > 1)
                    v1 = TLanes.Add(v1, TLanes.Load(residual + sizeof(TVector) / sizeof(float)));
                if (VectorCounts.Whole<TWidth>() > 2)
                    v2 = TLanes.Add(v2, TLanes.Load(residual + 2 * sizeof(TVector) / sizeof(float)));
                if (VectorCounts.Whole<TWidth>() > 3)
                    v3 = TLanes.Add(v3, TLanes.Load(residual + 3 * sizeof(TVector) / sizeof(float)));
                if (VectorCounts.Whole<TWidth>() > 4)
                    v4 = TLanes.Add(v4, TLanes.Load(residual + 4 * sizeof(TVector) / sizeof(float)));
                if (VectorCounts.Whole<TWidth>() > 5)
                    v5 = TLanes.Add(v5, TLanes.Load(residual + 5 * sizeof(TVector) / sizeof(float)));
                if (VectorCounts.HasHalf<TWidth>())
                    half = TLanes.Add(half, TLanes.LoadHalf(residual + VectorCounts.Whole<TWidth>() * sizeof(TVector) / sizeof(float)));
            }
            TVector least = TLanes.Broadcast(pass->Activation.Least), most = TLanes.Broadcast(pass->Activation.Most);
            v0 = TLanes.Clamp(v0, least, most);
            if (VectorCounts.Whole<TWidth>() > 1)
                v1 = TLanes.Clamp(v1, least, most);
            if (VectorCounts.Whole<TWidth>() > 2)
                v2 = TLanes.Clamp(v2, least, most);
            if (VectorCounts.Whole<TWidth>() > 3)
                v3 = TLanes.Clamp(v3, least, most);
            if (VectorCounts.Whole<TWidth>() > 4)
                v4 = TLanes.Clamp(v4, least, most);
            if (VectorCounts.Whole<TWidth>() > 5)
                v5 = TLanes.Clamp(v5, least, most);
            if (VectorCounts.HasHalf<TWidth>())
                half = TLanes.Clamp(half, least, most);
        }
        TLanes.Store(v0, to);
        if (VectorCounts.Whole<TWidth>() > 1)
            TLanes.Store(v1, to + sizeof(TVector) / sizeof(float));
        if (VectorCounts.Whole<TWidth>() > 2)
            TLanes.Store(v2, to + 2 * sizeof(TVector) / sizeof(float));
        if (VectorCounts.Whole<TWidth>() > 3)
            TLanes.Store(v3, to + 3 * sizeof(TVector) / sizeof(float));
        if (VectorCounts.Whole<TWidth>() > 4)
            TLanes.Store(v4, to + 4 * sizeof(TVector) / sizeof(float));
        if (VectorCounts.Whole<TWidth>() > 5)
            TLanes.Store(v5, to + 5 * sizeof(TVector) / sizeof(float));
        if (VectorCounts.HasHalf<TWidth>())
            TLanes.StoreHalf(half, to + VectorCounts.Whole<TWidth>() * sizeof(TVector) / sizeof(float));
    }
}
