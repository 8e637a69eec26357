import { z } from 'zod';
import { logPlaceholders } from '../verdict/log-links.ts';
import { text, textWithout, unique, url, wanting } from './fields.ts';
import { listed, mustBe } from './sentence.ts';
import { urlProblem } from './values.ts';

/** A template; every single word in braces must be a place that is filled. */
const template = textWithout((value) => (typeof value === 'string' && value !== '' ? unknownPlace(value) : mustBe('a text', value)));

const name = text.max(60);
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: wanting('a region such as eu-central-1') });

const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), name, url: textWithout((value) => (typeof value === 'string' ? (urlProblem(value.replace(/\{\w+\}/g, 'x')) ?? unknownPlace(value)) : urlProblem(value))) }),
  z.strictObject({ kind: z.literal('splunk'), name, url, query: template }),
  z.strictObject({ kind: z.literal('datadog'), name, url, query: template }),
  z.strictObject({ kind: z.literal('kibana'), name, url, index: text, query: template }),
  z.strictObject({ kind: z.literal('loki'), name, url, datasource: text, query: template }),
  z.strictObject({ kind: z.literal('cloudwatch'), name, region, groups: z.array(text).min(1), query: template }),
], { error: ({ code, input }) => (code === 'invalid_union' ? mustBe(`one of ${listed(['url', 'splunk', 'datadog', 'kibana', 'loki', 'cloudwatch'])}`, kindOf(input)) : undefined) });

/** The value that tells the members of the union apart; the path in front of the sentence is already its own. */
function kindOf(place: unknown): unknown {
  return typeof place === 'object' && place !== null && 'kind' in place ? place.kind : undefined;
}

/** Where the logs of the release are looked at. */
export const logs = z.strictObject({ service: z.string().default(''), links: z.array(place).max(10).superRefine(unique('name')) });

function unknownPlace(value: string): string | null {
  const [wrong] = [...value.matchAll(/\{([A-Za-z]\w*)\}/g)].map(([, found = '']) => found).filter((found) => !logPlaceholders.some((known) => known === found));
  return wrong === undefined ? null : `has the place {${wrong}}, which is not known: it must be ${listed(logPlaceholders.map((known) => `{${known}}`))}`;
}
