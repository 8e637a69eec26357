import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type * as Cards from 'adaptivecards';
import { Ajv } from 'ajv';
import { renderSlack } from '../reports/formats/slack.ts';
import { renderTeams } from '../reports/formats/teams.ts';
import { sampleNoGo, sampleReason, samples, sampleVerdict } from './sample-verdict.ts';

// The ES modules of the package name files without their endings, which Node does not find.
const { AdaptiveCard, SerializationContext, ValidationPhase } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Cards;

const plainText = (maxLength: number) => ({ type: 'object', required: ['type', 'text'], additionalProperties: false, properties: { type: { const: 'plain_text' }, text: { type: 'string', minLength: 1, maxLength }, emoji: { type: 'boolean' } } });
const block = (type: string, properties: object, required: string[]) => ({ type: 'object', additionalProperties: false, required: ['type', ...required], properties: { type: { const: type }, ...properties } });

/** Written from the tables of Slack's documentation of header, section and context blocks. */
const validSlack = new Ajv({ allErrors: true }).compile({
  type: 'object', required: ['text', 'blocks'], additionalProperties: false,
  properties: {
    text: { type: 'string', minLength: 1, maxLength: 40_000 },
    blocks: {
      type: 'array', maxItems: 50,
      items: {
        oneOf: [
          block('header', { text: plainText(150) }, ['text']),
          block('section', { text: { oneOf: [plainText(3000), block('mrkdwn', { text: { type: 'string', minLength: 1, maxLength: 3000 }, verbatim: { const: true } }, ['text'])] } }, ['text']),
          block('context', { elements: { type: 'array', minItems: 1, maxItems: 10, items: plainText(3000) } }, ['elements']),
        ],
      },
    },
  },
});

interface SlackMessage { text: string; blocks: { type: string; text?: { type: string; text: string } }[] }

/** What Microsoft's own parser finds wrong with a card. */
function problemsOf(content: unknown): string[] {
  const context = new SerializationContext();
  const card = new AdaptiveCard();
  card.parse(content as object, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index)).filter(({ phase }) => phase === ValidationPhase.Parse);
  return [...parsed.map(({ message }) => message), ...card.validateProperties().validationEvents.map(({ message }) => message)];
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('slack.json keeps to Block Kit, and nothing in it mentions or formats', () => {
      const made = renderSlack(sample());
      const message = JSON.parse(made) as SlackMessage;
      assert.ok(validSlack(message), JSON.stringify(validSlack.errors?.slice(0, 3)));
      assert.doesNotMatch(made, /<!|<@|@everyone|@channel|[\x7f-\x9f\u202e]|\\u0000|\\u001b/);
      for (const { text } of message.blocks) if (text?.type === 'plain_text') assert.doesNotMatch(text.text, /[<>]|&(?!amp;|lt;|gt;)/);
    });

    test('teams.json is a card that Microsoft parses, of at most 28 KB', () => {
      const made = renderTeams(sample());
      assert.ok(Buffer.byteLength(made) <= 28 * 1024, `${Buffer.byteLength(made)} bytes`);
      const { type, attachments } = JSON.parse(made) as { type: string; attachments: { content: { body: { type: string }[]; actions: { url: string }[] } }[] };
      assert.deepEqual([type, attachments.length], ['message', 1]);
      const content = attachments[0]?.content;
      assert.deepEqual(problemsOf(content), []);
      assert.ok(content?.body.every((element) => element.type === 'RichTextBlock'), 'runs are no Markdown');
      assert.ok(content?.actions.every(({ url }) => /^https?:/.test(url)));
    });
  });
}

test('the parser does find what is wrong', () => {
  assert.notDeepEqual(problemsOf({ type: 'AdaptiveCard', version: '1.4', body: [{ type: 'Nope' }] }), []);
});

test('both tell the verdict, the reasons with advice, and the link', () => {
  for (const made of [renderSlack(sampleNoGo()), renderTeams(sampleNoGo())]) {
    assert.match(made, /❌ NO_GO · shop/);
    assert.match(made, /White screen on \/checkout/);
    assert.match(made, /→ Fix the named cause/);
    assert.match(made, /Stop here/);
    assert.match(made, /https:\/\/logs\.example\.com\/search\?run=/);
  }
});

test('a mention, a link and an entity stay text', () => {
  const message = '<!channel> @here <https://e.example|click> &lt; *bold*';
  const verdict = sampleVerdict({ warnings: [sampleReason('release', { code: 'X', severity: 'minor', attribution: 'release', confirmed: true, message, advice: '', since: '2026-03-07T01:58:04.000Z', data: {}, evidence: [] })] });
  assert.match(renderSlack(verdict), /&lt;!channel&gt; @\\u200bhere &lt;https:\/\/e\.example\|click&gt; &amp;lt; \*bold\*/);
});
