namespace PruneOnBuild.Reports.Html;

/// <summary>The style sheet of report.html: nothing is loaded from elsewhere, and dark is dark where the reader's system is.</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root { --ink:#1c2330; --soft:#5c6675; --paper:#f5f6f8; --card:#fff; --line:#dfe3e8; --pass:#1a7f4b; --fail:#c62f2f; --open:#b06a00; --idle:#6b7480;
          --dense:#8a93a3; --pruned:#2463d6; --good:#cdebd9; }
        @media (prefers-color-scheme: dark) { :root { --ink:#e7eaf0; --soft:#9aa4b2; --paper:#14171c; --card:#1d2128; --line:#323842; --pass:#3fbf7f; --fail:#ff6b6b;
          --open:#f0a83c; --idle:#8a93a0; --dense:#7d8696; --pruned:#6ea1ff; --good:#234634; } }
        * { box-sizing:border-box }
        body { margin:0; background:var(--paper); color:var(--ink); font:15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif }
        main { max-width:1040px; margin:0 auto; padding:28px 20px 48px }
        h1 { font-size:24px; margin:0; overflow-wrap:anywhere } h2 { font-size:17px; margin:32px 0 10px }
        .lead { color:var(--soft); margin:4px 0 18px } .badge { display:inline-block; padding:2px 12px; border-radius:14px; color:#fff; font-size:14px; vertical-align:4px }
        .badge.pass { background:var(--pass) } .badge.fail { background:var(--fail) } .badge.open { background:var(--open) }
        .cards { display:grid; grid-template-columns:repeat(auto-fill, minmax(300px, 1fr)); gap:12px }
        .card { background:var(--card); border:1px solid var(--line); border-left:5px solid var(--idle); border-radius:8px; padding:10px 14px }
        .card.pass { border-left-color:var(--pass) } .card.fail { border-left-color:var(--fail) } .card.open { border-left-color:var(--open) }
        .card h3 { margin:0; font-size:14px; color:var(--soft); font-weight:600 } .card .actual { font-size:20px; font-weight:600 } .card .required { color:var(--soft) }
        .card p { margin:6px 0 0; font-size:13px; color:var(--soft); overflow-wrap:anywhere }
        .sign { float:right; font-weight:700 } .pass .sign { color:var(--pass) } .fail .sign { color:var(--fail) } .open .sign { color:var(--open) }
        svg { display:block; width:100%; height:auto } .gauge .track { fill:var(--line) } .gauge .good { fill:var(--good) }
        .gauge .required { stroke:var(--ink); stroke-width:2 } .gauge circle { fill:var(--idle) } .gauge .interval { fill:var(--idle); opacity:.45 }
        .gauge.pass circle, .gauge.pass .interval { fill:var(--pass) } .gauge.fail circle, .gauge.fail .interval { fill:var(--fail) }
        .gauge.open circle, .gauge.open .interval { fill:var(--open) }
        .panel { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:12px 14px; overflow-x:auto }
        table { border-collapse:collapse; width:100%; font-size:14px } th { text-align:left; color:var(--soft); font-weight:600 }
        th, td { padding:4px 10px 4px 0; border-bottom:1px solid var(--line); vertical-align:top; overflow-wrap:anywhere }
        tr:last-child td { border-bottom:0 } .number { text-align:right; white-space:nowrap; font-variant-numeric:tabular-nums }
        .bar { width:190px; vertical-align:middle } .bar div { height:10px; border-radius:5px; background:var(--line) }
        .bar span { display:block; height:10px; border-radius:5px; background:var(--pruned) }
        .curves polygon { opacity:.45 } .curves polygon.dense { fill:var(--dense) } .curves polygon.pruned { fill:var(--pruned) }
        .curves .axis { stroke:var(--line); stroke-width:1.5 } .curves text { font-size:12px; text-anchor:middle; fill:var(--soft) }
        .curves .median { stroke-width:2; stroke-dasharray:4 3 } .curves .median.dense { stroke:var(--dense) } .curves .median.pruned { stroke:var(--pruned) }
        .curves .beyond { text-anchor:end } td:first-child { min-width:150px } .bar + td { padding-left:14px } th:empty + th { padding-left:14px }
        .curves .label.pruned { fill:var(--pruned); font-weight:600 } .curves .label.dense { font-weight:600 }
        ul { padding-left:20px; margin:6px 0 } li, .notes { color:var(--soft); font-size:14px; overflow-wrap:anywhere } code { font-size:13px }
        details summary { cursor:pointer; color:var(--soft); margin:6px 0 }
        """;
}
