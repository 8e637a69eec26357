/** Checks, coverage, timeline and evidence. */
export const rowStyle = `
.toolbar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; padding: .625rem 0; background: var(--paper); }
.toolbar[hidden] { display: none; }
.toolbar input { flex: 1 1 14rem; min-width: 0; max-width: 22rem; font: inherit; font-size: .9375rem; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .3125rem .625rem; }
.toolbar input::placeholder { color: var(--soft); opacity: 1; }
.filters { display: flex; flex-wrap: wrap; gap: .25rem; }
.filters button { display: inline-flex; align-items: center; gap: .3em; min-height: 1.875rem; font: inherit; font-size: .875rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .125rem .625rem; cursor: pointer; }
.filters button:not([class]) { color: inherit; }
.filters button[aria-pressed="true"] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; font-weight: 650; }
.keys { font-size: .75rem; flex-basis: 100%; }
.rows { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: clip; }
.row { display: grid; grid-template-columns: 5.75rem minmax(0, 1fr) 5.5rem minmax(0, 24rem); gap: .875rem; align-items: center; padding: .4375rem 1rem; }
.check { border-top: 1px solid var(--line); }
.many .check { content-visibility: auto; contain-intrinsic-block-size: auto 2.375rem; }
.check > summary:focus-visible { outline-offset: -3px; }
.check > summary:hover { background: var(--sunk); }
.check[open] > summary { background: var(--sunk); }
.check .outcome { display: flex; align-items: center; gap: .375rem; font-weight: 600; font-size: .875rem; }
.check .took { text-align: right; font-size: .875rem; color: var(--soft); white-space: nowrap; }
.check .body { padding-top: .75rem; }
.check[hidden] { display: none; }
.scale-row { padding-block: .25rem; font-size: .75rem; color: var(--soft); }
.scale { display: flex; justify-content: space-between; white-space: nowrap; }
.bars { display: block; width: 100%; height: .625rem; overflow: visible; background: linear-gradient(to right, var(--line) 1px, transparent 1px) 0 0 / 25% 100%; border-right: 1px solid var(--line); }
.bars rect { opacity: .8; fill: var(--bar); } .bars .whole { fill: var(--soft); opacity: .45; } .bars .is-fail { fill: var(--bad); } .bars .is-error { fill: var(--unsure); }
#none { padding: 1rem; }
.share { display: grid; grid-template-columns: 13rem minmax(0, 1fr) auto; gap: .875rem; align-items: center; padding: .25rem 0; font-size: .9375rem; max-width: 48rem; }
.share svg { width: 100%; height: .5rem; border-radius: 3px; } .share .all { fill: var(--line); } .share .done { fill: var(--good); } .share .part { fill: var(--unsure); }
.share + .card { margin-top: .75rem; }
#coverage .card .body, #evidence .card .body { padding-left: 1.125rem; }
.differences li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr) 5rem; gap: .25rem .875rem; padding: .375rem 0; border-top: 1px solid var(--line); font-size: .875rem; overflow-wrap: anywhere; }
.differences .gone { color: var(--good); } .differences .now { color: var(--bad); } .differs { font-size: .9375rem; }
@media (max-width: 40rem) { .differences li { grid-template-columns: minmax(0, 1fr); } }
.timeline li { display: grid; grid-template-columns: 18rem minmax(0, 1fr); gap: .25rem .875rem; padding: .375rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.timeline .when { color: var(--soft); } .timeline .when b { display: inline-block; min-width: 5rem; color: var(--ink); }
.evidence li { padding: .375rem 0; border-top: 1px solid var(--line); font-size: .875rem; } .evidence code { display: block; color: var(--soft); font-size: .6875rem; }
`;
