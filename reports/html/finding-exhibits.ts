import type { Messages } from '../../verdict/observation.ts';
import type { CheckResult, FindingRecord } from '../../verdict/verdict.ts';
import { clip } from '../../verdict/text.ts';
import { consoleAnchor } from './anchors.ts';
import { consolePart } from './console-part.ts';
import { callPart, exchangePart } from './exchange-part.ts';
import { facts } from './facts.ts';
import { fileLink } from './links.ts';
import { type Markup, type Part, html } from './markup.ts';
import { subjectOf } from './material.ts';
import { looksOf } from './pictures.ts';
import { requestOf, requestPart } from './request-part.ts';
import type { Telling } from './telling.ts';

const limits = { links: 20, value: 1000, error: 6000 };

/** What can be shown of a finding: pictures, the failed request, the console, the exchange with a partner, files. */
export function findingExhibits(telling: Telling, check: CheckResult | undefined, finding: FindingRecord): Markup {
  const { observations } = telling.material;
  const observation = check && observations.get(subjectOf(check));
  const looks = looksOf(observation);
  const last = looks.at(-1);
  const data = finding.data;
  const own = requestOf(data);
  const first = own ?? (check && telling.firstOf(`request ${subjectOf(check)}`) ? (last?.requests.suspicious[0] ?? last?.requests.pending[0]) : undefined);
  const pictures = telling.shelf.figures(finding.evidence, looks);
  const parts: Part[] = [
    shelf(pictures.last, first && requestPart(own ? 'The request' : 'First request that went wrong', first)),
    pictures.others,
    valuePart(data),
    typeof data.error === 'string' && finding.code === 'SPEC_FAILED' && html`<section class="exhibit"><h3>What the spec said</h3><pre tabindex="0">${clip(data.error, limits.error)}</pre></section>`,
    last && check && consoleOf(telling, subjectOf(check), last.messages),
    observation?.kind === 'api'
      ? exchangePart(observation, finding.code, data, telling.material.verdict.timing.startedAt)
      : typeof data.method === 'string' && typeof data.url === 'string' && html`<section class="exhibit"><h3>Call</h3>${callPart(data.method, data.url)}</section>`,
    filesPart(telling, finding.evidence),
  ];
  return html`${parts}`;
}

/** The console of a page, once; afterwards a link to it. */
function consoleOf(telling: Telling, subject: string, messages: Messages): Part {
  const anchor = consoleAnchor(subject);
  if (messages.groups.length === 0) return null;
  return telling.firstOf(anchor) ? consolePart(messages, { anchor, partyOf: telling.partyOf }) : html`<p class="elsewhere">The same console as <a href="#${anchor}">above</a>.</p>`;
}

/** Pictures and what stands beside them. */
function shelf(figures: Markup | null, beside: Markup | undefined): Part {
  return (figures ?? beside) && html`<div class="shelf">${figures}${beside}</div>`;
}

/** What a JSONPath found, beside what was expected. */
function valuePart({ path, found, expected }: FindingRecord['data']): Part {
  if (typeof path !== 'string' || !Array.isArray(found)) return null;
  return html`<section class="exhibit"><h3>Value</h3>${facts([
    ['JSONPath', html`<code>${clip(path, 300)}</code>`],
    ['Found', html`<code>${clip(JSON.stringify(found), limits.value)}</code>`],
    ['Expected', html`<code>${clip(JSON.stringify(expected) ?? '', limits.value)}</code>`],
  ])}</section>`;
}

/** Links to the evidence files that are not pictures, and how to open a trace. */
function filesPart({ material }: Telling, evidence: string[]): Part {
  const files = evidence.filter((path) => !material.pictures.has(path)).slice(0, limits.links);
  if (files.length === 0) return null;
  const trace = files.some((path) => path.endsWith('.zip'));
  return html`<p class="files">In the folder: ${files.map((path, index) => html`${index > 0 && ', '}${fileLink(path)}`)}${trace && html` <span class="soft">(a trace opens with <code>npx playwright show-trace</code>)</span>`}</p>`;
}
