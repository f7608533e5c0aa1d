/** The look of a report page: a printed search report by day, readable by night, one column of text and wide charts. */
export const STYLE = `
:root{--ink:#1c1f23;--soft:#5b626b;--line:#d9dde2;--paper:#fff;--tint:#f5f6f8;--accent:#1f5fae;--warn:#9a5b00;--warn-tint:#fdf3e0;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa3ad;--line:#343a41;--paper:#16181b;--tint:#1f2327;--accent:#7db2f0;--warn:#f0bf6b;--warn-tint:#33291a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:2.5rem 1.5rem 5rem;background:var(--paper);color:var(--ink);font:15px/1.65 Pretendard,"Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif;word-break:keep-all;overflow-wrap:anywhere}
header{border-bottom:2px solid var(--ink);padding-bottom:1.25rem}
.kicker{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
h1{margin:.2rem 0 .6rem;font-size:1.75rem;line-height:1.3}
h2{margin:2.75rem 0 .9rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font-size:1.2rem}
h3{margin:1.75rem 0 .6rem;font-size:1rem}
.lead{margin:0 0 1rem;color:var(--soft);max-width:52rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.6rem 2rem;margin:0}
.facts dt{color:var(--soft);font-size:.82rem}.facts dd{margin:0;font-weight:500}
.tree,.tree ul{list-style:none;margin:0;padding:0}
.tree ul{margin-left:.6rem;padding-left:1.1rem;border-left:1px solid var(--line)}
.tree p{margin:.15rem 0}.tree li{margin:.7rem 0}
.claim{color:var(--ink);white-space:pre-line;max-width:60rem}
.kind{padding:.05rem .45rem;border:1px solid var(--line);border-radius:.6rem;font-size:.8rem}
.kind.independent{border-color:var(--accent);color:var(--accent)}.kind.cancelled{color:var(--soft);text-decoration:line-through}
.category,.small{color:var(--soft);font-size:.82rem}
.issue{padding:.35rem .7rem;border-left:3px solid var(--warn);background:var(--warn-tint)}
.basis{color:var(--warn);font-size:.85rem;white-space:nowrap}
.mono{font-family:ui-monospace,"Cascadia Mono",Menlo,monospace;font-size:.88em}
.nowrap{white-space:nowrap}.number{white-space:nowrap;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem}
th,td{padding:.5rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.82rem;border-bottom-color:var(--soft)}
.bar{display:inline-block;width:5rem;height:.5rem;margin-right:.5rem;background:var(--tint);border-radius:.25rem;overflow:hidden}
.bar i{display:block;height:100%;background:var(--accent)}
.chart{min-width:64rem;table-layout:fixed}.chart th[scope=row]{background:var(--tint)}
.label{color:var(--accent);font-weight:600}
.chart td{background:color-mix(in srgb,var(--accent) calc(var(--share,0)*14%),transparent)}
.share{font-weight:600;font-variant-numeric:tabular-nums}
.empty{color:var(--soft)}
blockquote{margin:.35rem 0 0;font-size:.86rem;line-height:1.5}
cite{display:block;color:var(--soft);font-style:normal;font-size:.78rem}
details summary{cursor:pointer;margin:1.5rem 0 .5rem;font-weight:600}
.more summary{margin:.35rem 0 0;color:var(--soft);font-size:.8rem;font-weight:400}
.notes{color:var(--soft)}
@media print{body{max-width:none;padding:0;font-size:10pt}.scroll{overflow:visible}.chart{min-width:0}details[open] summary{display:none}h2,h3{break-after:avoid}tr{break-inside:avoid}}
`;
