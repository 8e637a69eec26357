import { createHash } from 'node:crypto';
import type { Verdict } from '../../verdict/verdict.ts';
import { pageScript } from './behaviour.ts';
import { checksPart } from './checks-part.ts';
import { coveragePart, evidencePart, runPart, timelinePart } from './closing-parts.ts';
import { driftPart } from './drift-part.ts';
import { galleryPart } from './gallery-part.ts';
import { type Markup, html, trusted } from './markup.ts';
import type { Material } from './material.ts';
import { reasonsPart, warningsPart } from './reasons-part.ts';
import { tabIcon } from './signs.ts';
import { baseStyle } from './style/base.ts';
import { cardStyle } from './style/cards.ts';
import { mediaStyle } from './style/media.ts';
import { rowStyle } from './style/rows.ts';
import { topStyle } from './style/top.ts';
import { rollbackPart } from './rollback-part.ts';
import { openTelling } from './telling.ts';
import { targetInWords, topPart } from './top-part.ts';

/** A source expression of CSP for exactly this text between its tags. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The whole page: one file that asks nobody for anything and runs nothing but its own script. */
export function renderPage(material: Material): string {
  const { verdict } = material;
  const style = baseStyle + topStyle + cardStyle + rowStyle + mediaStyle;
  const script = pageScript();
  const policy = `default-src 'none'; img-src data:; style-src ${hashSource(style)}; script-src ${hashSource(script)}; base-uri 'none'; form-action 'none'`;
  const telling = openTelling(material);
  const reasons = reasonsPart(telling);
  const warnings = warningsPart(telling);
  const checks = checksPart(telling);
  const gallery = galleryPart(telling);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="gonogo:run" content="${verdict.id}">
<title>${verdict.verdict} · ${targetInWords(verdict.target)}</title>
<link rel="icon" href="${trusted(tabIcon(verdict.verdict))}">
<style>${trusted(style)}</style>
</head>
<body>
<div class="page">
<a class="skip" href="#checks">To the checks</a>
${topPart(verdict)}
<main>
${contents(verdict, gallery !== null)}
${reasons}
${warnings}
${rollbackPart(verdict)}
${checks}
${gallery}
${driftPart(verdict)}
${coveragePart(verdict)}
${timelinePart(verdict)}
${runPart(verdict)}
${evidencePart(verdict)}
</main>
<footer>Written by gonogo ${verdict.tool.version} from <code>verdict.json</code> of run <bdi>${verdict.id.slice(0, 200)}</bdi>. The file holds everything that it shows and asks nobody for anything.</footer>
</div>
<script>${trusted(script)}</script>
</body>
</html>
`.text;
}

function contents(verdict: Verdict, gallery: boolean): Markup {
  const places: [string, string, number | null][] = [
    ['reasons', 'Reasons', verdict.reasons.length],
    ['warnings', 'Warnings', verdict.warnings.length],
    ['rollback', 'Roll back?', verdict.rollback ? 1 : 0],
    ['checks', 'Checks', verdict.checks.length],
    ['pages', 'Pages', gallery ? 1 : 0],
    ['drift', 'Differences', verdict.drift?.length ?? 0],
    ['coverage', 'Coverage', null],
    ['timeline', 'Timeline', verdict.timeline.length],
    ['run', 'Environment', null],
    ['evidence', 'Evidence', verdict.evidence.length],
  ];
  return html`<nav class="contents" aria-label="Parts of this report">${places.filter(([, , count]) => count !== 0).map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav>`;
}
