import type { ApiObservation, Attempt, Phases, ReuseObservation, SentRecord, StepObservation } from '../../verdict/api-observation.ts';
import { clip, counted } from '../../verdict/text.ts';
import { shownText } from '../../verdict/written-text.ts';
import { curlLine } from './curl.ts';
import { facts } from './facts.ts';
import { webLink } from './links.ts';
import { type Markup, html } from './markup.ts';
import { lasting, sinceStart, spokenBytes } from './times.ts';

const limits = { url: 300, sample: 2000, attempts: 10, headers: 40, value: 400 };

function attemptPart(attempt: Attempt, number: number, of: number, repeated: boolean, runStart: string): Markup {
  const { answer, error } = attempt;
  const headers = repeated ? [] : Object.entries(answer?.headers ?? {}).slice(0, limits.headers);
  return html`<li><p><b>${of > 1 ? `Attempt ${number}` : 'Answer'}</b> ${answer ? `status ${answer.status}, ${clip(answer.contentType ?? 'no type', 120)}, ${spokenBytes(answer.bytes)}${answer.truncated ? ' and cut off' : ''}` : 'no answer'}
<span class="soft">${sinceStart(attempt.startedAt, runStart)}, took ${lasting(attempt.durationMs)}${phasesInWords(attempt.phases ?? {})}</span></p>${
    error && html`<p class="is-error">${error.kind} · ${clip(error.code, 80)} · ${clip(error.message, 500)}</p>`
  }${answer?.jsonError && html`<p class="is-error">Not JSON: ${clip(answer.jsonError, 300)}</p>`}${
    answer && answer.sample !== '' && !repeated && html`<pre tabindex="0">${clip(answer.sample, limits.sample)}</pre>`
  }${headers.length > 0 && html`<details><summary>${counted(headers.length, 'header')}</summary>${facts(headers.map(([name, value]) => [clip(name, 80), html`<code>${clip(value, 500)}</code>`] as const))}</details>`}</li>`;
}

/** Whether the next attempt got the same answer, so that it is enough to show that one. */
function saysTheSame(attempt: Attempt, next: Attempt | undefined): boolean {
  return attempt.answer?.status === next?.answer?.status && attempt.answer?.sample === next?.answer?.sample;
}

/** Method and URL with the command that makes the call again by hand. */
export function callPart(method: string, url: string, sent?: SentRecord): Markup {
  const curl = curlLine(method, url, sent);
  const missing = sent === undefined ? 'Request headers and bodies are not kept: add the credentials and the body yourself.' : curl && curl.leftOut.length > 0 ? `Not in it: ${clip(curl.leftOut.join(', '), 300)}.` : '';
  return html`<p class="code">${clip(method, 20)} ${webLink(url, clip(url, limits.url))}</p>${
    curl && html`<details><summary>Call it by hand</summary><pre tabindex="0">${curl.line}</pre>${missing !== '' && html`<p class="soft">${missing}</p>`}</details>`
  }`;
}

/** ` (DNS 3 ms, first byte 40 ms)`; nothing where no phase is known. */
function phasesInWords(phases: Phases): string {
  const named = [['DNS', phases.dnsMs], ['connect', phases.connectMs], ['TLS', phases.tlsMs], ['first byte', phases.waitMs], ['body', phases.bodyMs]] as const;
  const told = named.flatMap(([name, ms]) => (ms === undefined ? [] : [`${name} ${lasting(ms)}`]));
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

/** What was sent, where it is known. */
function sentPart({ headers, body }: SentRecord): Markup {
  const told = Object.entries(headers).slice(0, limits.headers).map(([name, value]) => [clip(name, 80), html`<code>${clip(shownText(value), 500)}</code>`] as const);
  return html`<details><summary>What was sent</summary>${facts(told)}${body && html`<pre tabindex="0">${clip(shownText(body.sample), limits.sample)}</pre>`}</details>`;
}

function stepPart(step: StepObservation, runStart: string, trace: string | undefined): Markup {
  const attempts = step.attempts.slice(-limits.attempts);
  const values = step.values.slice(0, 10).map(({ path, found }) => [clip(path, 120), html`<code>${clip(JSON.stringify(found), limits.value)}</code>`] as const);
  return html`<section class="exhibit"><h3>Call <bdi>${clip(step.name, 120)}</bdi></h3>${callPart(step.method, step.url, step.sent)}${step.sent && sentPart(step.sent)}${trace !== undefined && html`<p class="soft">Trace <code>${clip(trace, 64)}</code></p>`}
<ol class="attempts">${attempts.map((attempt, index) => attemptPart(attempt, step.attempts.length - attempts.length + index + 1, step.attempts.length, saysTheSame(attempt, attempts[index + 1]), runStart))}</ol>${
    values.length > 0 && html`<h4>Values that were looked at</h4>${facts(values)}`
  }</section>`;
}

function reusePart(reuse: ReuseObservation): Markup {
  const told = ({ durationMs, status, error }: { durationMs: number; status: number | null; error: { code: string } | null }) => `${error ? error.code : `status ${status}`} after ${lasting(durationMs)}`;
  return html`<section class="exhibit"><h3>The same call twice over one connection</h3>${callPart(reuse.method, reuse.url)}${facts(
    reuse.tries.slice(0, 10).map(({ fresh, reused }, index) => [`Try ${index + 1}`, `new connection: ${told(fresh)}; used again: ${told(reused)}`] as const),
  )}</section>`;
}

/** The calls of a journey that a finding is about: its own step, or all that went wrong. */
export function exchangePart(observation: ApiObservation, code: string, data: Record<string, unknown>, runStart: string): Markup {
  if (code === 'API_REUSE_LOST' && observation.reuse) return reusePart(observation.reuse);
  const named = observation.steps.filter(({ name, method, url }) => (data.step === undefined ? data.method === method && data.url === url : name === data.step));
  const steps = named.length > 0 ? named : observation.steps.filter(({ attempts }) => attempts.some(({ error }) => error !== null));
  return html`${steps.slice(0, 3).map((step) => stepPart(step, runStart, observation.trace))}`;
}
