/** The verdict and what stands beside it. */
export const topStyle = `
.top { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.plate { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem; padding: 1.125rem 1.5rem; color: #fff; }
.is-GO .plate { background: var(--plate-GO); } .is-NO_GO .plate { background: var(--plate-NO_GO); } .is-INCONCLUSIVE .plate { background: var(--plate-INCONCLUSIVE); }
h1 { display: flex; align-items: center; gap: .45em; font-size: clamp(1.75rem, 6vw, 2.75rem); line-height: 1.1; letter-spacing: -.015em; font-weight: 750; }
h1 .sign { width: .95em; height: .95em; stroke-width: 2.4; }
.plate p { font-size: 1.0625rem; font-weight: 600; }
.answer { padding: 1.375rem 1.5rem 1.25rem; }
.why { font-size: clamp(1.0625rem, 2.4vw, 1.3125rem); line-height: 1.4; letter-spacing: -.005em; max-width: 58rem; }
.why a { white-space: nowrap; font-size: .8em; }
.next { margin-top: .875rem; max-width: 58rem; }
.next b:first-child { display: inline-block; margin-right: .5rem; padding: .0625rem .5rem; border-radius: 4px; color: var(--card); background: var(--ink); font-size: .875rem; }
.facts.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 0 2rem; }
.facts.wide { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 0 2rem; padding: .875rem 1.5rem 1.125rem; border-top: 1px solid var(--line); }
.top .outcome .sign { margin-right: .25em; }
.top .outcome { white-space: nowrap; margin-right: .5rem; }
`;
