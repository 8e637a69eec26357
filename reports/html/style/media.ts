/** Narrow windows and paper. */
export const mediaStyle = `
@media (max-width: 44rem) {
  .page { padding: .75rem .75rem 3rem; }
  h2 { margin-top: 2rem; }
  .plate, .answer, .facts.wide { padding-inline: 1rem; }
  .facts > div { grid-template-columns: 5.25rem minmax(0, 1fr); gap: .5rem; }
  .card > summary { padding: .75rem .875rem; gap: .5rem; } .card .body, #coverage .card .body, #evidence .card .body { padding: 0 .875rem .875rem; }
  .toolbar { position: static; } .toolbar input { max-width: none; flex-basis: 100%; } .keys { display: none; }
  .row { grid-template-columns: 5rem minmax(0, 1fr) auto; gap: .125rem .5rem; padding: .5rem .75rem; } .row .bars, .row .scale { grid-column: 1 / -1; } .scale-row > span:empty { display: none; }
  .many .check { contain-intrinsic-block-size: auto 3.5rem; }
  .share { grid-template-columns: minmax(0, 1fr) auto; } .share svg { grid-row: 2; grid-column: 1 / -1; }
  .timeline li { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --sunk: #f4f4f2; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --good: #1a6b35; --bad: #a8201a; --unsure: #7d4b00; }
  body { font-size: 10pt; } .page { max-width: none; padding: 0; }
  .plate { color: #000; background: none !important; border-bottom: 2px solid #000; }
  .toolbar, .contents, .to-check, .skip { display: none; }
  .reason::details-content, .warning::details-content { content-visibility: visible; block-size: auto; }
  .many .check { content-visibility: visible; } figure, .check > summary, .exhibit { break-inside: avoid; }
  pre { max-height: none; } .bars, .plate, .share svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
