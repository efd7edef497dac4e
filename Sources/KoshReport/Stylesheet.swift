internal import KoshChart
internal import KoshTable

/// The one stylesheet of every page.
enum Stylesheet {
  /// Colours of the light page. Text on paper has a contrast of at least 4.5 : 1 (WCAG AA) in both sets.
  static let light = """
    --paper:#fff;--ink:#1a2027;--soft:#56616d;--rule:#dbe0e6;--strong:#1a2027;--tint:#f5f7f9;--link:#0b4f7a;\
    --mark:#fff1b8;--mark-edge:#c99700;--confirmed:#00695c;--confirmed-tint:#e4f2ef;--refuted:#b0380a;\
    --refuted-tint:#fcece4;--cannot:#5a5870;--cannot-tint:#efeef4;color-scheme:light
    """

  /// Colours of the dark page.
  static let dark = """
    --paper:#13181e;--ink:#e4e8ec;--soft:#a1acb8;--rule:#2d3640;--strong:#8b97a4;--tint:#1b222a;--link:#86c2ec;\
    --mark:#4d4010;--mark-edge:#e0b52a;--confirmed:#5cc8b4;--confirmed-tint:#15302d;--refuted:#ff9c6e;\
    --refuted-tint:#3a2118;--cannot:#b7b4cc;--cannot-tint:#272635;color-scheme:dark
    """

  static let css =
    ":root{\(light)}@media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}:root[data-theme=dark]{\(dark)}"
    + languages + ChartTheme.css + base + summary + exhibits + claims + ledger + print

  /// Shows one language. With the script it is `data-lang`; without, the language that the address points into.
  static let languages: String = {
    var css = ""
    for shown in Language.allCases {
      let others = Language.allCases.filter { $0 != shown }
      for other in others {
        css += "html[data-lang=\(shown)] :is(article,span)[lang=\(other)]{display:none}"
        css +=
          "html:not(.js):has(#\(shown):target,#\(shown) :target) :is(article,span)[lang=\(other)]{display:none}"
      }
      css += "html:not(.js):has(#\(shown):target,#\(shown) :target) article[lang=\(shown)]{display:block}"
      css += "html:not(.js):has(#\(shown):target,#\(shown) :target) span[lang=\(shown)]{display:inline}"
    }
    return css
  }()

  static let base = """
    *{box-sizing:border-box}\
    html{font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;\
    color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;scroll-padding-top:4.5rem}\
    body{margin:0}\
    :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}\
    article:focus{outline:0}\
    a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}\
    a.n{color:inherit;text-decoration:underline dotted var(--link) 1.5px;text-underline-offset:.22em;white-space:nowrap}\
    a.n.words{white-space:normal}\
    a.n:hover,a:hover{color:var(--link);text-decoration-style:solid;background:var(--tint)}\
    a.plain{text-decoration:none}\
    code{font:.82em/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}\
    .symbols{position:absolute}\
    .hidden-text,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
    .skip:focus{position:fixed;top:.5rem;left:.5rem;z-index:9;background:var(--paper);padding:.5rem 1rem}\
    .bar,main,.foot{max-width:46rem;margin:0 auto;padding:0 1.25rem}\
    .bar{display:flex;align-items:center;gap:.35rem 1rem;padding-top:.45rem;padding-bottom:.45rem;font-size:.82rem;\
    border-bottom:1px solid var(--rule);position:sticky;top:0;z-index:5;background:var(--paper)}\
    .bar a{text-decoration:none}\
    .brand{margin-right:auto;color:var(--ink)}.brand b{font:700 1.15rem/1 \(serif);margin-right:.5em}\
    .brand span{color:var(--soft)}\
    .languages{display:flex;gap:.15rem}\
    .languages a{padding:.4rem .6rem;border-radius:4px;color:var(--soft)}\
    .languages a[aria-current]{color:var(--ink);background:var(--tint);font-weight:600}\
    .languages .short{display:none}\
    .theme{display:grid;place-items:center;width:2.4rem;height:2.4rem;border:0;border-radius:4px;background:none;\
    color:var(--soft);cursor:pointer}.theme:hover{background:var(--tint);color:var(--ink)}.theme[hidden]{display:none}\
    h1,h2,.question,.strip .count{font-family:\(serif)}\
    h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.6rem);line-height:1.16;letter-spacing:-.012em;font-weight:700;\
    margin:2.6rem 0 .7rem;text-wrap:balance}\
    h2{font-size:1.55rem;line-height:1.25;font-weight:700;margin:3.6rem 0 1rem;padding-top:.75rem;\
    border-top:2px solid var(--strong);text-wrap:balance}\
    h3{font-size:1.08rem;line-height:1.4;margin:2rem 0 .5rem}\
    h4{font-size:1rem;line-height:1.45;margin:0}\
    p,ul,ol,dl{margin:0 0 1rem}li{margin-bottom:.35rem}\
    article p,article li{hyphens:auto;hyphenate-limit-chars:9 4 4}\
    .subtitle{color:var(--soft);margin:0 0 1.4rem}\
    .question{font-size:1.28rem;line-height:1.5;margin:0 0 1.6rem}\
    .question b,.label{display:block;font:600 .74rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",\
    "Liberation Sans",Arial,sans-serif;letter-spacing:.03em;color:var(--soft);margin:0 0 .2rem}\
    .lead-note{color:var(--soft);font-size:.9rem}\
    .contents{font-size:.88rem;margin:0 0 1.6rem}\
    .contents ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.3rem}\
    .contents li{margin:0}.contents a{display:inline-block;padding:.2rem 0;text-decoration:none}\
    .contents a:hover{text-decoration:underline}\
    .banner{background:var(--refuted-tint);color:var(--refuted);font-weight:600;padding:.6rem .9rem;margin:1.4rem 0 0}\
    .synthetic{font-size:.74rem;font-weight:600;color:var(--refuted);border:1px solid currentColor;border-radius:3px;\
    padding:.05rem .35rem;white-space:nowrap}\
    .foot{margin-top:4rem;padding-top:1rem;padding-bottom:3rem;font-size:.82rem;color:var(--soft)}\
    .foot p{border-top:1px solid var(--rule);padding-top:1rem;margin:0}.foot p+p{border:0;padding-top:.3rem}\
    .cautions{list-style:none;padding:0}\
    .cautions li{padding:.8rem 0;margin:0;border-bottom:1px solid var(--rule)}\
    .cautions li:first-child{border-top:1px solid var(--rule)}\
    .cautions b{display:block}.cautions .used{display:block;margin:.3rem 0 0}\
    .used{font-size:.82rem;color:var(--soft)}.used p{margin:.2rem 0 0}.used b{font-weight:600;margin-right:.3em}\
    .citation,.cite p{padding-left:1rem;border-left:1px solid var(--rule);font-size:.92rem}\
    .cite h3{margin-top:2rem}\
    @media (min-width:1400px){.contents{position:fixed;top:5rem;left:calc(50% - 40rem);width:14.5rem;max-height:calc(100vh - 7rem);\
    overflow:auto;padding-right:.5rem}.contents ol{display:block}.contents li{border-bottom:1px solid var(--rule)}\
    .contents a{display:block;padding:.38rem 0;line-height:1.4;color:var(--soft)}.contents a:hover{color:var(--link)}}\
    @media (max-width:34rem){html{font-size:16px}.bar{gap:.3rem}.languages .long,.brand span{display:none}\
    .languages .short{display:inline}h1{margin-top:1.7rem}h2{margin-top:2.8rem}.question{font-size:1.15rem}}
    """

  /// Faces that have Kazakh letters and lining figures come first; where there are none, the system's own.
  private static let serif = #""Source Serif 4","PT Serif",Cambria,"Noto Serif","Liberation Serif",Georgia,serif"#

  static let summary = """
    .summary{margin:0 0 2.2rem}\
    .summary h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0;padding:0;border:0}\
    .strip{border-top:2px solid var(--strong);padding-top:1rem}\
    .strip ul{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem 1.4rem;list-style:none;margin:0 0 1rem;padding:0}\
    .strip li{margin:0}.strip .count{display:block;font-size:2.9rem;line-height:1;font-weight:700;\
    font-variant-numeric:lining-nums}\
    .strip .word{display:flex;align-items:center;gap:.4em;font-weight:600;line-height:1.3;margin:.35rem 0 .2rem}\
    .strip .meaning{display:block;font-size:.8rem;line-height:1.4;color:var(--soft);hyphens:auto}\
    .confirmed{--v:var(--confirmed);--vt:var(--confirmed-tint)}.refuted{--v:var(--refuted);--vt:var(--refuted-tint)}\
    .cannot_tell{--v:var(--cannot);--vt:var(--cannot-tint)}\
    .strip .count,.strip .word{color:var(--v)}\
    .icon{width:1em;height:1em;flex:none;color:var(--v)}\
    .shares{display:flex;gap:3px;height:8px}.shares i{background:var(--v);min-width:4px}\
    .shares .cannot_tell{background:repeating-linear-gradient(135deg,var(--v) 0 2px,var(--vt) 2px 5px)}\
    .counts{font-size:.86rem;color:var(--soft);margin:.7rem 0 0}.counts b{color:var(--ink);font-weight:600}
    """

  static let exhibits = """
    .exhibit{margin:2rem 0 2.4rem}\
    .drawing{margin:0 0 .5rem}.kosh-chart{--kosh-paper:var(--paper);--kosh-ink:var(--ink);--kosh-muted:var(--soft)}\
    figcaption{font-size:.92rem;color:var(--soft)}figcaption b{color:var(--ink)}\
    figure .used{margin:.3rem 0 0}\
    details{font-size:.86rem;margin:.4rem 0 0}\
    .ledger-group{font-size:1rem;border-bottom:1px solid var(--rule);padding:.5rem 0;margin:0}\
    .ledger-group>summary{cursor:pointer;font-size:.9rem}\
    summary{cursor:pointer;color:var(--link);padding:.3rem 0;width:fit-content}\
    .download{font-size:.82rem}\
    .scroll{overflow-x:auto;max-width:100%;container-type:inline-size}\
    table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.4;font-variant-numeric:lining-nums tabular-nums}\
    caption{text-align:left;font-size:.92rem;line-height:1.5;padding:0 0 .7rem;caption-side:top}\
    caption>div{position:sticky;left:0;max-width:100cqi}\
    caption code{color:var(--soft)}\
    th,td{padding:.42rem .6rem;vertical-align:top;text-align:left;font-weight:400}\
    th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}\
    thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--strong);line-height:1.3}\
    thead tr:first-child th{border-top:2px solid var(--strong)}\
    tbody tr{border-bottom:1px solid var(--rule)}tbody:last-of-type tr:last-child{border-bottom:1px solid var(--strong)}\
    tbody th.leading{min-width:6.5rem}td.short{white-space:nowrap}\
    .trailing{text-align:right}td.trailing{white-space:nowrap}td.trailing a.words{display:inline-block;max-width:24rem;white-space:normal}.center{text-align:center}.leading{text-align:left}\
    tr.group th{font-weight:600;padding-top:.9rem}\
    .missing{color:var(--soft);text-decoration:none;cursor:help}\
    .notes{font-size:.8rem;color:var(--soft);margin:.6rem 0 0}.notes p{margin:0 0 .15rem}\
    .regression tbody tr{border:0}.regression tbody th{padding-bottom:.1rem}\
    .regression .dependent{text-align:right;font-weight:600}.regression .dependent[colspan]{text-align:center}\
    .regression thead tr:first-child th{border-bottom:0;padding-bottom:.3rem}\
    .regression thead tr:first-child .dependent[colspan]{border-bottom:1px solid var(--rule)}\
    .regression .estimate td{padding-bottom:0}.regression .error td{padding-top:0;color:var(--soft)}\
    .regression .stars{display:inline-block;width:1.55em;text-align:left;letter-spacing:-.03em}\
    .regression .numbers .trailing{padding-right:1.9em}.regression .dependent:not([colspan]){padding-right:1.9em}\
    .regression .statistics tr:first-child th,.regression .statistics tr:first-child td{border-top:1px solid var(--rule);\
    padding-top:.6rem}\
    .regression .statistics th,.regression .statistics td{padding-top:.15rem;padding-bottom:.15rem}\
    .inputs th span{display:block;font-weight:600}.hash{display:block;font-size:.72em;color:var(--soft);overflow-wrap:anywhere}\
    .inputs th.leading{width:46%;overflow-wrap:anywhere}\
    .shared .scroll{max-height:30rem;overflow:auto;border-bottom:1px solid var(--rule)}\
    .data table{width:auto;min-width:min(100%,30rem)}.data th,.data td{padding-left:.6rem;padding-right:.6rem;scroll-margin:8rem}\
    .data thead th{position:sticky;top:0;background:var(--paper);border-top:0!important;box-shadow:0 1px var(--strong)}\
    .data tbody th{color:var(--soft);font-size:.9em}.data caption b{display:block}\
    .data td:target,.data td.hit{background:var(--mark);outline:2px solid var(--mark-edge);outline-offset:-2px}\
    .data td.hit:not(:target){outline-width:1px;outline-offset:-1px}\
    @media (max-width:34rem){th,td{padding-left:.4rem;padding-right:.4rem}}\
    @media screen and (max-width:48rem){.table>.scroll tr:not(.group)>th:first-child{position:sticky;left:0;z-index:1;\
    background:var(--paper)}.table>.scroll tbody th:first-child{max-width:9.5rem;overflow-wrap:break-word}\
    .inputs>.scroll tbody th:first-child{max-width:none}}\
    .studies th .study{font:700 1.14rem/1.35 \(serif);color:var(--ink);text-decoration:none}\
    .studies th .study:hover{text-decoration:underline;color:var(--link)}\
    .studies .subtitle,.studies .asks,.studies .of{display:block;margin:.25rem 0 0;font-size:.84rem;line-height:1.5}\
    .studies .of{color:var(--soft)}.studies .of b{font-weight:600;color:var(--ink)}\
    .studies .shares{margin:.6rem 0 .2rem;height:5px}\
    .studies table,.studies tbody,.studies tfoot,.studies caption{display:block}\
    .studies thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
    .studies tr{display:flex;flex-wrap:wrap;gap:.1rem 1.8rem;padding:1.1rem 0;border-bottom:1px solid var(--rule)}\
    .studies tbody:first-of-type tr:first-child{border-top:2px solid var(--strong)}\
    .studies tbody th,.studies tfoot th{flex:1 0 100%;padding:0 0 .3rem;border:0}\
    .studies tfoot tr{border-bottom:2px solid var(--strong)}.studies tfoot th{font-weight:700}\
    .studies th .label{font-size:.76rem;margin:0 0 .1rem}\
    .studies tbody td,.studies tfoot td{display:flex;align-items:center;gap:.35em;padding:0;border:0;color:var(--v);\
    font:700 1.3rem/1.2 \(serif)}\
    .studies td .name{font:600 .84rem/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
    """

  static let claims = """
    .filter{border:0;margin:0 0 1.4rem;padding:0;display:flex;flex-wrap:wrap;gap:.4rem;font-size:.84rem}\
    .filter legend{float:left;padding:.36rem .4rem .3rem 0;color:var(--soft)}\
    .filter label{cursor:pointer}.filter input{position:absolute;opacity:0}\
    .filter label span{display:flex;align-items:center;gap:.4em;padding:.3rem .75rem;border:1px solid var(--rule);border-radius:99px}\
    .filter b{font-weight:600}.filter input:checked+span{border-color:var(--ink);background:var(--tint);font-weight:600}\
    .filter input:focus-visible+span{outline:3px solid var(--link);outline-offset:2px}\
    .claims:has(input[value=confirmed]:checked)>.claim:not(.confirmed),\
    .claims:has(input[value=refuted]:checked)>.claim:not(.refuted),\
    .claims:has(input[value=cannot_tell]:checked)>.claim:not(.cannot_tell){display:none}\
    .claim{border-top:1px solid var(--rule);padding:1.1rem 0 1.3rem;margin:0}\
    .claim-head{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .8rem;font-size:.82rem;color:var(--soft)}\
    .badge{display:inline-flex;align-items:center;gap:.42em;padding:.16rem .6rem .16rem .5rem;border-radius:99px;\
    background:var(--vt);color:var(--v);font-weight:600;font-size:.82rem;line-height:1.4;white-space:nowrap}\
    .badge .icon{--paper:var(--vt)}\
    .claim-id{font-weight:600;color:var(--soft);text-decoration:none}.claim-id:hover{text-decoration:underline}\
    .claim h3{font-size:1.12rem;margin:.55rem 0 .7rem}\
    .claim:target{background:linear-gradient(var(--mark) 0 0) left/3px 100% no-repeat;padding-left:.9rem}\
    .values{display:grid;grid-template-columns:1fr 1fr;gap:.6rem 1.4rem;margin:0 0 .8rem}\
    .values>div{background:var(--tint);padding:.55rem .8rem .6rem;border-top:2px solid var(--rule)}\
    .values>div+div{border-top-color:var(--v)}\
    .values dt{font-size:.76rem;color:var(--soft)}.values dd{margin:0;font-weight:600;line-height:1.4;\
    font-variant-numeric:lining-nums tabular-nums;overflow-wrap:break-word}\
    .values a.n,td:not(.trailing) a.n{white-space:normal}\
    .claim p{margin:0 0 .55rem}.arithmetic,.settle,.readings{font-size:.93rem}\
    .arithmetic b,.settle b{display:block;font-size:.76rem;font-weight:600;color:var(--soft)}\
    .arithmetic{font-variant-numeric:lining-nums tabular-nums}\
    .readings ul{padding-left:1.1rem;margin:.1rem 0 .55rem}.readings .label,.claim>.label{font-size:.76rem;margin:0}\
    .claim .used{margin:.3rem 0 .6rem}\
    .parts{margin:.3rem 0 0;padding-left:1.1rem;border-left:1px solid var(--rule)}\
    .part{padding:.7rem 0 .8rem}.part:first-child{border-top:0;padding-top:.3rem}\
    .part h4{margin:.3rem 0 .25rem;font-weight:600;font-size:.95rem}\
    .part .values{display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;margin:0 0 .2rem;font-size:.93rem}\
    .part .values>div{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .5em;background:none;border:0;padding:0}\
    .part .arithmetic{font-size:.88rem}.part .arithmetic b{display:inline;margin-right:.4em}.part p{margin:0 0 .25rem}\
    .part .used{margin:0}\
    @media (max-width:34rem){.values{grid-template-columns:1fr;gap:.4rem}.strip .count{font-size:2.2rem}}\
    @media (max-width:34rem){.strip ul{grid-template-columns:1fr;gap:.55rem}\
    .strip li{display:grid;grid-template-columns:3.2rem 1fr;align-items:center}.strip .count{grid-row:span 2}\
    .strip .word{margin:0}}
    """

  static let ledger = """
    .ledger{list-style:none;padding:0;font-size:.88rem;line-height:1.5}\
    .ledger li{display:grid;grid-template-columns:1fr auto;gap:0 1.4rem;padding:.8rem 0;margin:0;border-top:1px solid var(--rule)}\
    .ledger p{margin:0}.ledger .what{font-weight:600}\
    .ledger .value{text-align:right;font-weight:600;font-variant-numeric:lining-nums tabular-nums}\
    .ledger .unit{font-weight:400;color:var(--soft)}\
    .ledger .how{grid-column:1/-1;color:var(--soft);font-size:.94em}\
    .ledger li:target{background:var(--mark);color:var(--ink);box-shadow:0 0 0 .6rem var(--mark)}\
    .ledger li:target .how{color:var(--ink)}
    """

  /// Paper: A4, the language that is shown, no switches, nothing cut in two that belongs together.
  static let print = """
    @media print{@page{size:A4;margin:18mm 17mm 20mm}\
    :root,:root[data-theme=dark],:root:not([data-theme=light]){\(light);--tint:#fff}\
    html{font-size:10pt;line-height:1.45}.bar,main,.foot{max-width:none;padding:0}\
    .bar,.skip,.contents,.filter,.download,details:not([open]),.theme{display:none!important}\
    details[open]>summary{display:none}\
    h1{margin-top:0;font-size:22pt}h2{margin-top:1.6rem;font-size:14pt}\
    h1,h2,h3,h4,.label,caption,.claim-head{break-after:avoid}\
    figure,.claim-head,.values,.ledger li,.cautions li,tr,.strip,.arithmetic,.readings li{break-inside:avoid}\
    p{orphans:3;widows:3}thead{display:table-header-group}\
    .claims .claim{display:block!important}\
    .scroll,.shared .scroll{overflow:visible;max-height:none}.data thead th{position:static}\
    .data table{font-size:7.5pt}.data td.hit,.data td:target,.ledger li:target,.claim:target{background:none;outline:0;box-shadow:none;padding-left:0}\
    a{color:inherit}a,a.n{text-decoration:none}a.out::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}\
    .badge,.shares i,.values>div{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}
