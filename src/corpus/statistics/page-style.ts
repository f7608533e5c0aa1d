/** The look of the page: paper by day, slate by night, one blue for amounts. */
export const PAGE_STYLE = `
:root{--ink:#191c20;--soft:#626a74;--line:#dfe3e8;--paper:#fff;--tint:#f3f5f8;--accent:#2459a8;--t0:#2459a8;--t1:#3f8f8b;--t2:#b9772a;--t3:#7a5ba6;--t4:#8c9bab;--t5:#b14f5f;--t6:#5f7d3a;--t7:#486a7d;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--soft:#98a1ac;--line:#30363d;--paper:#14171a;--tint:#1e2328;--accent:#79aef0;--t0:#79aef0;--t1:#6fc2bc;--t2:#e0aa63;--t3:#b39be0;--t4:#6d7a88;--t5:#e08b98;--t6:#a3c47a;--t7:#8fb3c7}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:2.5rem 1.5rem 5rem;background:var(--paper);color:var(--ink);font:15px/1.6 Pretendard,"Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif;word-break:keep-all}
header{display:flex;flex-wrap:wrap;align-items:end;gap:1rem;border-bottom:2px solid var(--ink);padding-bottom:1rem}
header div{flex:1}
.kicker{margin:0;color:var(--accent);font-weight:600}
h1{margin:.1rem 0 0;font-size:1.8rem;line-height:1.25}
h2{margin:3rem 0 1rem;font-size:1.15rem}
h3{margin:1.6rem 0 .5rem;font-size:.95rem;color:var(--soft);font-weight:600}
p{max-width:46rem}.soft,.note{color:var(--soft)}.note{font-size:.86rem}
fieldset{display:flex;gap:0;margin:0;padding:0;border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
fieldset input{position:absolute;opacity:0;pointer-events:none}
fieldset label{padding:.25rem .8rem;cursor:pointer;color:var(--soft);font-size:.86rem}
fieldset input:checked+label{background:var(--accent);color:var(--paper)}
fieldset input:focus-visible+label{outline:2px solid var(--accent);outline-offset:-4px}
:root:has(#in-ko:checked) .en,:root:has(#in-en:checked) .ko{display:none}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem;margin:1.75rem 0 0}
.numbers div{padding:1rem 1.1rem;border-radius:.6rem;background:var(--tint)}
.numbers dt{color:var(--soft);font-size:.82rem}.numbers dd{margin:.15rem 0 0;font-size:1.35rem;font-weight:650;white-space:nowrap;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
svg{display:block;width:100%;height:auto;font:13px Pretendard,"Noto Sans KR",system-ui,sans-serif}
svg text{fill:var(--ink);dominant-baseline:central}svg .small{font-size:11px;dominant-baseline:auto;fill:var(--soft)}
.track{fill:var(--tint)}.bar{fill:var(--accent)}
.figure{font-variant-numeric:tabular-nums}
.strip{display:flex;height:1.6rem;border-radius:.4rem;overflow:hidden;background:var(--tint)}.strip i{min-width:2px}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;margin:.7rem 0 0;padding:0;list-style:none;font-size:.88rem}
.legend b{display:inline-block;width:.7rem;height:.7rem;margin-right:.45rem;border-radius:.2rem}
${Array.from({ length: 8 }, (_, tone) => `.tone${tone}{background:var(--t${tone})}`).join('')}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:right;font-weight:400;font-variant-numeric:tabular-nums;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal}
thead th{color:var(--soft);font-size:.82rem;border-bottom-color:var(--soft)}
tfoot th,tfoot td{font-weight:650;border-bottom:0}
code{font:.88em ui-monospace,"Cascadia Mono",Menlo,monospace}
@media print{body{max-width:none;padding:0}fieldset{display:none}h2{break-after:avoid}tr,svg{break-inside:avoid}}
`;
