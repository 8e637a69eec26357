/** Colours, type and the page as a whole. Every text has a contrast of at least 4.5 to 1 in both colour schemes. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --paper: #f6f6f4; --card: #fff; --sunk: #f0f1ef; --ink: #16191d; --soft: #555d66; --line: #d9dcdf; --link: #0a559f; --mark: #fff3c4;
  --good: #1a6b35; --bad: #a8201a; --unsure: #7d4b00; --bar: #5b8f6d;
  --plate-GO: #1a6b35; --plate-NO_GO: #a8201a; --plate-INCONCLUSIVE: #7d4b00;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1215; --card: #171b1f; --sunk: #1e2328; --ink: #e6e8eb; --soft: #a2abb5; --line: #30363d; --link: #84bbf7; --mark: #3d3413;
    --good: #63cd89; --bad: #ff938a; --unsure: #efb44c; --bar: #4f8f66;
    --plate-GO: #17602f; --plate-NO_GO: #9c1f1a; --plate-INCONCLUSIVE: #734500;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.page { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }
h1, h2, h3, h4, p, dl, dd, ul, ol, pre, figure { margin: 0; padding: 0; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.75rem 0 .75rem; letter-spacing: -.01em; }
h3, h4 { font-size: .8125rem; line-height: 1.4; font-weight: 650; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, kbd, .code { font-family: var(--mono); font-size: .8125em; }
pre { white-space: pre-wrap; background: var(--sunk); border-radius: 6px; padding: .625rem .75rem; max-height: 20rem; overflow: auto; line-height: 1.45; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: .05rem .3rem; background: var(--card); }
bdi { unicode-bidi: isolate; }
.soft { color: var(--soft); font-weight: 400; }
.sign { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.12em; }
.is-pass, .is-good { color: var(--good); } .is-fail { color: var(--bad); } .is-error, .is-flaky { color: var(--unsure); } .is-skipped { color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem .75rem; z-index: 2; }
.contents { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1.25rem; font-size: .875rem; }
.facts > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .75rem; padding: .125rem 0; }
.facts dt { color: var(--soft); }
.facts { font-size: .875rem; }
.plain li { padding: .0625rem 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--soft); }
`;
