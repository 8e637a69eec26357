import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forAzureMessage, forAzureProperty, forGithubMessage, forGithubProperty, forOctopus, forPrometheus, forSlack, forTeamcity, forVariable } from '../verdict/neutralise.ts';
import { fuzzed } from './fuzzed.ts';
import { hostileText } from './sample-verdict.ts';

type Neutralise = (text: string) => string;

/** What every command language does to text that wants more than to be read. */
const common: [string, string][] = [
  ['::error', ': :error'],
  ['##vso', '# #vso'],
  ['a\nb\r\nc', 'a ⏎ b ⏎ c'],
  ['nul\0 esc\x1b[31m red', 'nul␀ esc red'],
  ['lone \ud800', 'lone \ufffd'],
  ['bidi \u202eevil\u202c', 'bidi evil'],
];

const tables: Record<string, [Neutralise, [string, string][]]> = {
  forVariable: [forVariable, [...common, ['$(rm) ${x} $HOME $5', '$ (rm) $ {x} $ HOME $ 5'], ['#{Octopus.Environment.Name} #1', '# {Octopus.Environment.Name} #1'], ['%x% 100%', '%x% 100%']]],
  forGithubMessage: [forGithubMessage, [...common, ['100%0A', '100%250A'], ['a: b, c', 'a: b, c']]],
  forGithubProperty: [forGithubProperty, [['::error', '%3A %3Aerror'], ['a: b, c', 'a%3A b%2C c'], ['%3A', '%253A']]],
  forAzureMessage: [forAzureMessage, [...common, ['100%0A', '100%AZP250A'], ['a;b]', 'a;b]']]],
  forAzureProperty: [forAzureProperty, [['a;b]c', 'a%3Bb%5Dc'], ['##vso[x]', '# #vso[x%5D'], ['%', '%AZP25']]],
  forTeamcity: [forTeamcity, [["it's [a] |", "it|'s |[a|] ||"], ['##teamcity[x]', '# #teamcity|[x|]'], ['ä漢👩', '|0x00E4|0x6F22|0xD83D|0xDC69'], ['a\nb', 'a |0x23CE b'], ['~', '~']]],
  forSlack: [forSlack, [['<!channel> <@U1> <https://e.example|x>', '&lt;!channel&gt; &lt;@\u200bU1&gt; &lt;https://e.example|x&gt;'], ['@channel a@b', '@\u200bchannel a@\u200bb'], ['a & b &amp;', 'a &amp; b &amp;amp;'], ['a\nb', 'a ⏎ b']]],
  forPrometheus: [forPrometheus, [['a"b\\c', 'a\\"b\\\\c'], ['a\nb', 'a ⏎ b'], ['{x="1"} 1', '{x=\\"1\\"} 1']]],
};

for (const [name, [neutralise, cases]] of Object.entries(tables)) {
  describe(name, () => {
    for (const [input, expected] of cases) test(JSON.stringify(input), () => assert.equal(neutralise(input), expected));

    test('a megabyte of hostile text is one line without control characters, soon', () => {
      const started = performance.now();
      const made = neutralise(hostileText.repeat(Math.ceil(1_000_000 / hostileText.length)));
      assert.doesNotMatch(made, /[\0-\x1f\x7f-\x9f\u2028\u2029]/);
      assert.ok(made.isWellFormed());
      assert.ok(performance.now() - started < 5000);
    });
  });
}

test('forOctopus is base64 of UTF-8 of a harmless value', () => {
  for (const text of ["it's [a] 漢", hostileText, '#{Octopus.Action.Name}']) assert.equal(Buffer.from(forOctopus(text), 'base64').toString('utf8'), forVariable(text));
  assert.match(forOctopus(hostileText), /^[A-Za-z0-9+/]+=*$/);
});

/** What must never stand in the made text, by function. */
const forbidden: Record<string, RegExp> = {
  forVariable: /::|##|\$[\w({]|#\{/,
  forGithubMessage: /::|##|%(?!25|0[AD])/,
  forGithubProperty: /[:,]|##|%(?!25|0[AD]|3A|2C)/,
  forAzureMessage: /::|##|%(?!AZP25|0[AD])/,
  forAzureProperty: /[\];]|##|%(?!AZP25|0[AD]|3B|5D)/,
  forTeamcity: /##|::|[^\x20-\x7e]|^(?:[^|]|\|[|'[\]nr]|\|0x[0-9A-F]{4})*(?:\|(?![|'[\]nr]|0x[0-9A-F]{4})|(?<!\|)['[\]])/,
  forSlack: /[<>]|&(?!amp;|lt;|gt;)|@\S(?<!\u200b)/,
  forPrometheus: /^(?:[^\\"]|\\[\\"])*(?:"|\\(?![\\"]))/,
};

for (const [name, pattern] of Object.entries(forbidden)) {
  test(`${name} leaves nothing active`, () => {
    const neutralise = tables[name]?.[0];
    assert.ok(neutralise);
    fuzzed(5000, (text) => {
      const made = neutralise(text);
      assert.doesNotMatch(made, pattern);
      assert.doesNotMatch(made, /[\0-\x1f\x7f-\x9f]/);
      assert.ok(made.isWellFormed());
    });
  });
}
