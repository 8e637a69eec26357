/** Reasons, warnings and what is shown of a finding. */
export const cardStyle = `
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-bottom: .75rem; }
.card > summary { display: flex; gap: .875rem; padding: .875rem 1.125rem; }
.card > summary::after, .exhibit > summary::after { content: ""; flex: none; width: .5rem; height: .5rem; margin: .4rem .15rem 0 auto; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(45deg); }
.card[open] > summary::after, .exhibit[open] > summary::after { transform: translateY(.25rem) rotate(225deg); }
.card.reason { border-left: 4px solid var(--bad); }
.is-INCONCLUSIVE ~ main .card.reason { border-left-color: var(--unsure); }
.card.warning { border-left: 4px solid var(--unsure); margin-bottom: .375rem; } .card.warning > summary { padding-block: .5rem; font-size: .9375rem; }
.number { flex: none; min-width: 1.5rem; font-weight: 700; color: var(--soft); }
.head { min-width: 0; flex: 1; }
.head .title, .head .seen { display: block; }
.head .seen { margin-top: .125rem; }
.body { padding: 0 1.125rem 1rem; }
.card .body { padding-left: 3.5rem; }
.body > * + * { margin-top: .75rem; }
.advice { border-left: 3px solid var(--link); padding-left: .75rem; }
.advice b { display: block; font-size: .8125rem; color: var(--soft); font-weight: 600; }
.marks { display: flex; flex-wrap: wrap; gap: .125rem .875rem; font-size: .8125rem; color: var(--soft); }
.marks .severity { font-weight: 650; color: var(--ink); } .marks .is-blocker, .marks .is-critical { color: var(--bad); }
.shelf { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-start; }
.shelf > * { flex: 1 1 17rem; min-width: 0; } .shelf figure { max-width: 23rem; } .shelf .exhibit { flex-grow: 3; }
.shelf > p.elsewhere { flex: 1 1 100%; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: .75rem; align-items: start; }
figure { background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
figure img { display: block; width: 100%; height: auto; background: #fff; }
figure:target { grid-column: 1 / -1; flex-basis: 100% !important; max-width: none !important; }
figcaption { padding: .375rem .625rem; font-size: .8125rem; border-top: 1px solid var(--line); }
figcaption b { display: block; } figcaption span { color: var(--soft); }
.elsewhere { font-size: .8125rem; color: var(--soft); } .elsewhere b { font-weight: 600; }
.exhibit { border: 1px solid var(--line); border-radius: 8px; padding: .625rem .75rem; }
.exhibit > summary { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.exhibit > summary h3 { display: inline; } .exhibit > summary .soft, .exhibit { font-size: .875rem; }
.exhibit > * + * { margin-top: .375rem; } .exhibit .facts > div { grid-template-columns: 5.25rem minmax(0, 1fr); }
.exhibit details > summary { color: var(--link); font-size: .8125rem; text-decoration: underline; text-underline-offset: .15em; }
.bytes { display: block; background: var(--sunk); border-radius: 6px; padding: .375rem .5rem; }
.console + details { margin-top: .375rem; } .exhibit > details > summary { padding-top: .25rem; }
.console li { border-top: 1px solid var(--line); padding: .5rem 0 .375rem; }
.console .count { font-weight: 700; } .console .level { font-size: .8125rem; } .console .says-error .level { color: var(--bad); } .console .says-warning .level { color: var(--unsure); }
.console .said { white-space: pre-wrap; } .console .place { color: var(--soft); }
.attempts li { padding: .375rem 0; } .attempts li > * + * { margin-top: .375rem; } p.is-error { color: var(--bad); }
.files, .to-check { font-size: .8125rem; }
.finding + .finding { border-top: 1px solid var(--line); padding-top: .75rem; } .finding > * + * { margin-top: .75rem; }
details.is-target, details:target, figure:target, .finding:target { animation: arrive 2.4s ease-out; }
@keyframes arrive { from { background-color: var(--mark); } }
@media (prefers-reduced-motion: reduce) { details.is-target, details:target, figure:target, .finding:target { animation: none; background-color: var(--mark); } }
`;
