import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forCiLog, forHtml, forJson, forMarkdown, forTerminal, forXml } from '../verdict/neutralise.ts';
import { fuzzed } from './fuzzed.ts';
import { hostileText } from './sample-verdict.ts';

const controls = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;
const invisible = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u;
const commands = /::|##|SPINNAKER_PROPERTY_|SPINNAKER_CONFIG_JSON/i;

function table(neutralise: (text: string) => string, cases: [string, string][]): void {
  for (const [input, expected] of cases) assert.equal(neutralise(input), expected, JSON.stringify(input));
}

describe('forTerminal', () => {
  test('removes sequences and shows what is left of control characters', () => {
    table(forTerminal, [
      ['plain, with umlauts äöü and 漢字', 'plain, with umlauts äöü and 漢字'],
      ['\x1b[31mred\x1b[0m', 'red'],
      ['\x9b31mred', 'red'],
      ['\x1b]0;title\x07x', 'x'],
      ['\x1b]8;;https://e.example\x1b\\link\x1b]8;;\x1b\\', 'link'],
      ['\x1bPq#0\x1b\\x', 'x'],
      ['\x1b]0;never ended', '␛]0;never ended'],
      ['\x1b[never', 'ever'],
      ['\x1bc reset', '␛c reset'],
      ['bell\x07 back\b del\x7f nul\0', 'bell␇ back␈ del␡ nul␀'],
      ['c1 \x84', 'c1 �'],
      ['a\nb\r\nc\rd\u2028e\vf\fg\x85h', 'a ⏎ b ⏎ c ⏎ d ⏎ e ⏎ f ⏎ g ⏎ h'],
      ['a\tb', 'a b'],
      ['a\u200bb\u202ec\u2066d\ufeffe\u00adf\u{e0041}g', 'abcdefg'],
      ['lone \ud800 half', 'lone � half'],
    ]);
  });

  test('a removed sequence puts no other one together', () => {
    for (const text of ['\x1b\x1b[0m[31mx', '\x1b[\x1b[0m31mx', '\x1b\u200b[31mx', '\x1b\x1b]0;\x07]0;x\x07', '\x9b\x1b[0m31m']) {
      assert.doesNotMatch(forTerminal(text), controls, JSON.stringify(text));
    }
  });

  test('bounds piled-up marks', () => {
    assert.equal(forTerminal(`Z${'\u0301'.repeat(500)}a`).length, 5);
  });

  test('leaves nothing active and changes nothing a second time', () => {
    fuzzed(5000, (text) => {
      const once = forTerminal(text);
      assert.doesNotMatch(once, controls);
      assert.doesNotMatch(once, invisible);
      assert.ok(once.isWellFormed());
      assert.equal(forTerminal(once), once);
    });
  });
});

describe('forCiLog', () => {
  test('parts commands, wherever they stand', () => {
    table(forCiLog, [
      ['::error file=a::b', ': :error file=a: :b'],
      ['x ::set-output name=go::true', 'x : :set-output name=go: :true'],
      [':::', ': : :'],
      ['##vso[task.complete result=Succeeded;]', '# #vso[task.complete result=Succeeded;]'],
      ['##Octopus[setVariable', '# #Octopus[setVariable'],
      ['##teamcity[buildStatus', '# #teamcity[buildStatus'],
      ['##[error]x', '# #[error]x'],
      ['###vso[', '# # #vso['],
      ['SPINNAKER_PROPERTY_A=1 spinnaker_property_b=2', 'SPINNAKER _PROPERTY_A=1 spinnaker _property_b=2'],
      ['SPINNAKER_CONFIG_JSON={}', 'SPINNAKER _CONFIG_JSON={}'],
      ['https://a.example:8080/#top 12:30', 'https://a.example:8080/#top 12:30'],
    ]);
  });

  test('commands that appear only once something was removed are parted too', () => {
    for (const text of [':\u200b:error::', '#\x1b[0m#vso[a]', 'SPINN\u00adAKER_PROPERTY_x=1', ':\x1b]0;x\x07:error', '#\ufeff#[x]']) {
      assert.doesNotMatch(forCiLog(text), commands, JSON.stringify(text));
    }
  });

  test('leaves no command and changes nothing a second time', () => {
    fuzzed(5000, (text) => {
      const once = forCiLog(text);
      assert.doesNotMatch(once, commands);
      assert.doesNotMatch(once, controls);
      assert.equal(forCiLog(once), once);
    });
  });
});

describe('forMarkdown', () => {
  test('leaves words only', () => {
    table(forMarkdown, [
      ['Checkout shows content', 'Checkout shows content'],
      ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
      ['a | b', 'a &#124; b'],
      ['a \\| b', 'a &#92;&#124; b'],
      ['`code`', '&#96;code&#96;'],
      ['![x](y) [a]: b', '!\\[x\\](y) \\[a\\]: b'],
      ['*a* _b_ ~c~', '\\*a\\* \\_b\\_ \\~c\\~'],
      ['@everyone a@b.c', '@&#8203;everyone a@&#8203;b.c'],
      ['#12 GH-12', '\\#&#8203;12 GH&#8203;-12'],
      ['https://e.example www.e.example', 'https:&#8203;//e.example www&#8203;.e.example'],
      ['&lt;b&gt; &#64;', '&#38;lt;b&#38;gt; &#38;\\#&#8203;64;'],
      ['- item', '\\- item'],
      ['1. item', '1\\. item'],
      ['2026.3.1', '2026.3.1'],
      ['# head', '\\# head'],
      ['a\n\n# b', 'a ⏎ ⏎ \\# b'],
      ['    code', 'code'],
      ['$x^2$', '&#36;x^2&#36;'],
    ]);
  });

  test('no markup survives', () => {
    fuzzed(5000, (text) => {
      const made = forMarkdown(text);
      assert.doesNotMatch(made, controls);
      assert.doesNotMatch(made, /[<>"'|`$]/);
      assert.doesNotMatch(made, /&(?!#\d+;)/, 'every & is one of our references');
      assert.doesNotMatch(made.replace(/&#\d+;/g, ''), /(?<!\\)[*_[\]~#]/);
      assert.doesNotMatch(made, /:\/\/|@(?!&#8203;)|www\.|::/i);
    });
  });
});

describe('forXml', () => {
  test('escapes, and replaces what XML 1.0 forbids', () => {
    table(forXml, [
      ['a < b & c > "d" \'e\'', 'a &#60; b &#38; c &#62; &#34;d&#34; &#39;e&#39;'],
      [']]>', ']]&#62;'],
      ['\0\x01\x0b\x1f\ufffe\uffff', '������'],
      ['\ud800 \udc00', '� �'],
      ['a\r\nb\tc', 'a\nb\tc'],
      ['😀 漢', '😀 漢'],
      ['\x1b[31mred\x1b[0m', 'red'],
    ]);
  });

  test('only legal characters and own references survive', () => {
    fuzzed(5000, (text) => {
      const made = forXml(text);
      assert.match(made, /^[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      assert.doesNotMatch(made, /[<>"']|&(?!#\d+;)/);
    });
  });
});

describe('forHtml', () => {
  test('escapes markup, shows control characters, removes what cannot be seen', () => {
    table(forHtml, [
      ['Checkout shows content: 12 of 12', 'Checkout shows content: 12 of 12'],
      ['<img src=x onerror="f()">', '&#60;img src=x onerror=&#34;f()&#34;&#62;'],
      ["it's `a` & b &amp; c", 'it&#39;s &#96;a&#96; &#38; b &#38;amp; c'],
      ['\x1b[31mred\x1b[0m', 'red'],
      ['\x1b]8;;https://e.example\x1b\\link\x1b]8;;\x1b\\', 'link'],
      ['\x1b]0;never ended', '␛]0;never ended'],
      ['a\r\nb\rc\nd\u2028e\tf', 'a\nb\nc\nd\ne\tf'],
      ['nul\0 bell\x07 del\x7f c1\x84', 'nul␀ bell␇ del␡ c1�'],
      ['a\u202eb\u2066c\u200bd\ufeffe\u00adf\u{e0041}g', 'abcdefg'],
      ['lone \ud800 half, \uffff none', 'lone � half, � none'],
      ['漢字 äöü 😀', '漢字 äöü 😀'],
      ['::error::x :::', '&#58;:error&#58;:x &#58;&#58;:'],
      ['##vso[task] ###', '&#35;#vso[task] &#35;&#35;#'],
      ['SPINNAKER_PROPERTY_a=1', 'SPINNAKER&#95;PROPERTY_a=1'],
      [':\u200b:error', '&#58;:error'],
    ]);
  });

  test('only own references and harmless characters survive', () => {
    fuzzed(5000, (text) => {
      const made = forHtml(text);
      assert.doesNotMatch(made, /[<>"'`]|&(?!#\d+;)/);
      assert.doesNotMatch(made, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/);
      assert.doesNotMatch(made, invisible);
      assert.doesNotMatch(made, commands);
      assert.ok(made.isWellFormed());
    });
  });
});

test('a megabyte of hostile text takes no time to speak of', () => {
  const started = performance.now();
  for (const unit of [hostileText, '\x1b', '\x1b]', '\x1b[0', '\x9d', ':', '#', '\n ', ' ', '\t', 'e\u0301', '&#', 'SPINNAKER_', '[[', '1']) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    for (const neutralise of [forTerminal, forCiLog, forMarkdown, forXml, forHtml]) neutralise(text);
  }
  assert.ok(performance.now() - started < 30_000);
});

describe('forJson', () => {
  test('writes what is active as escapes', () => {
    table(forJson, [
      ['{"a": "b", "c": [1, "ä 漢"]}', '{"a": "b", "c": [1, "ä 漢"]}'],
      ['"\x9b31m\x7f"', '"\\u009b31m\\u007f"'],
      ['"\u202ea\u2066\u200b\u2028"', '"\\u202ea\\u2066\\u200b\\u2028"'],
      ['"\u{e0041}"', '"\\udb40\\udc41"'],
      ['":::error::x"', '"\\u003a\\u003a:error\\u003a:x"'],
      ['"###vso[a]"', '"\\u0023\\u0023#vso[a]"'],
      ['"\\\\::"', '"\\\\\\u003a:"'],
      ['"SPINNAKER_PROPERTY_A=1"', '"SPINNAKER\\u005fPROPERTY_A=1"'],
    ]);
  });

  test('changes no value and leaves nothing active', () => {
    fuzzed(5000, (text) => {
      const value = { [text]: [text, { '::': '##' }], more: `\\${text}\\` };
      for (const space of [undefined, 2]) {
        const json = forJson(JSON.stringify(value, null, space));
        assert.deepEqual(JSON.parse(json), value);
        assert.doesNotMatch(json, /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/);
        assert.doesNotMatch(json, invisible);
        assert.doesNotMatch(json, commands);
      }
    });
  });
});
