import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Browser } from 'playwright';
import { formatNames } from '../cli/format-names.ts';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { loadFormats } from '../reports/load-formats.ts';
import { type CliEnd, runCli, temporaryFolder } from './cli-run.ts';
import { type LocalServer, serveHttp } from './local-server.ts';
import { openAll, openReportFile } from './report-page.ts';
import { assertOrderly, measures } from './trouble.ts';

/** What the page and its partner API say wherever they can. Each is short enough to be told whole, and meant for one kind of reader. */
const attacks = [
  '<script>window.owned=1</script><img src=x onerror="window.owned=1"></details></pre>',
  '\n# heading\n* [link](javascript:owned) ![picture](https://evil.example/p.png) **b** `c` @everyone #1 | cell |\n---\n<!channel>',
  '\x1b[2J\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b31m\x9d0;title\x9c\x1bPq\x1b\\\x1b[\x1b[2J2J',
  '\x1b]8;;https://evil.example\x1b\\linked\x1b]8;;\x1b\\',
  '\n::error::workflow\r::set-output name=go::true\n::add-mask::go\n##[error]legacy',
  '\n##vso[task.complete result=Succeeded;]\r\n#\u200b#vso[task.setvariable variable=go;isOutput=true]true',
  "\n##octopus[setVariable name='R28=' value='dHJ1ZQ==']\n##teamcity[buildStatus status='SUCCESS']",
  '\nSPINNAKER_PROPERTY_GONOGO_GO=true\nSPINNAKER_CONFIG_JSON={}',
  '\u202egnp.exe\u202c\u2066isolated\u2069\u200f\u061c\u{e0041}\u00ad \ud83d lone \udc00 \0\x7f\x85\u2028\u2029\ufffe',
  ']]></failure></testcase><testcase name="fake"/>\n[[ATTACHMENT|/etc/passwd]]\n& &lt; "quoted" \'single\' \\ %0A %AZP25',
  '${PATH} $(id) #{Octopus} ${{ secrets.X }} {{7*7}} \n}\nGONOGO_GO=true\n# HELP x y\ngonogo_go 1\n',
].map((text, index) => `injected${index} ${text}`);
const attack = attacks.join(' ');
const script = (code: string) => `<script>${code}</script>`;
const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
/** Latin-1 is all that a header can hold. */
const header = '::error::header ##vso[task.complete result=Succeeded;] <b>\x9b31m';
const inUrl = encodeURIComponent('::error::path ##vso[task.complete]<script>\u202e');
const plainPage = '<!doctype html><title>Plain</title><h1>Plain</h1><p>A page with words, a <a href="/plain">link</a> and <button>a button</button>.</p>';
const hostilePage = `<!doctype html><title>x</title><meta name="x-version" content="${attack.replace(/[^ -~]/g, ' ').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"><body>${script([
  `const attacks = ${inScript(attacks)}`,
  `const attack = ${inScript(attack)}`,
  'const endless = attack + "x".repeat(1e6)',
  'document.title = endless',
  'document.body.append(endless)',
  'for (const text of attacks.slice(8)) console.error(text)',
  'for (const text of attacks) console.warn(text)',
  'console.error(endless)',
  'console.error({ [attack]: attack })',
  `fetch("/api/broken?" + encodeURIComponent(attack.toWellFormed())).catch(() => {})`,
  'Promise.reject(Object.assign(new Error(endless), { name: attack }))',
  // A few of each kind are told one by one: those that begin a line.
  'for (const text of attacks.slice(4, 8)) setTimeout(() => { throw new Error(text); }, 10)',
].join(';\n'))}<script src="/${inUrl}.js"></script><link rel="stylesheet" href="/${inUrl}.css"></body>`;

let server: LocalServer;
let browser: Browser;
let folder: string;
let end: CliEnd;
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const json = (name: string): unknown => JSON.parse(read(name));

before(async () => {
  server = await serveHttp(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const headers = { 'x-release': header, 'x-version': header };
    if (pathname === '/plain') response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(plainPage);
    else if (pathname === '/hostile') response.writeHead(500, header.replace('\x9b', ''), { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(hostilePage);
    else if (pathname === '/partner/value') response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ ...attacks, [attack]: attack }));
    else if (pathname === '/partner/text') response.writeHead(503, { ...headers, 'content-type': header.replace('\x9b', '') }).end(attack);
    else response.writeHead(404, { ...headers, 'content-type': 'text/html' }).end(attack);
  });
  browser = await startBrowser(chooseBrowser(undefined, process.env));
  const home = await temporaryFolder();
  folder = join(home, 'report');
  const config = join(home, 'gonogo.config.json');
  const step = (path: string) => ({ request: { path }, expect: { status: 200, json: Object.fromEntries(attacks.map((_text, index) => [`$['${index}']`, 'ok'])), headers: { 'x-version': '/^ok/' } } });
  writeFileSync(config, JSON.stringify({
    targets: { shop: { url: server.url, environment: 'test' } },
    pages: [{ path: '/hostile' }, { path: '/plain' }],
    partners: [{ name: 'acme', baseUrl: server.url, journeys: [{ name: 'value', steps: [step('/partner/value')] }, { name: 'text', steps: [step('/partner/text')] }] }],
  }));
  const { known } = await formatNames({}, null, home);
  const environment = { CI: '', GITHUB_STEP_SUMMARY: join(home, 'step-summary'), GITHUB_OUTPUT: join(home, 'step-output'), GONOGO_TERMINATION_LOG: join(home, 'termination-log') };
  end = await runCli(['--config', config, '--release', '2026.1', '--format', known.join(',')], { output: folder, environment });
  for (const [name, file] of Object.entries(environment)) if (file) writeFileSync(join(folder, name), readFileSync(file));
});
after(async () => {
  await browser.close();
  await server.close();
});

const controls = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const command = /::|##|SPINNAKER_/;

/** All texts in a JSON document, keys included. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]) : [];
}

test('the run ends as it must, and the page is told of at all', (t) => {
  t.diagnostic(measures(end));
  assert.equal(end.code, 20, `${end.stdout}\n${end.stderr}`);
  assert.deepEqual(end.verdict?.warnings.filter(({ code }) => code === 'REPORT_FAILED'), []);
  for (const text of [end.stdout, read('summary.md'), read('junit.xml'), read('report.html'), read('otlp-traces.json'), read('teams.json'), read('slack.json')]) assert.match(text, /injected/);
  for (const index of attacks.keys()) for (const name of ['verdict.json', 'summary.md', 'junit.xml', 'report.html']) assert.match(read(name), new RegExp(`injected${index}\\b`), name);
  assertOrderly(end);
});

test('every format has written every file, none of them endless, and none holds what moves a terminal', async () => {
  const files = [...(await loadFormats()).values()].flatMap((format) => format.files.map(({ name }) => name));
  assert.ok(files.length > 12);
  for (const name of [...files, 'verdict.json', 'plan.json', 'runner.log', 'GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'GONOGO_TERMINATION_LOG']) {
    const text = read(name);
    assert.notEqual(text, '', name);
    assert.ok(text.length < 1_000_000 || name === 'report.html', `${name} has ${text.length} characters`);
    assert.ok(text.isWellFormed() && !text.includes('\ufffe'), name);
    const own = name === 'report.html' ? text.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, '') : text;
    for (const pattern of [controls, bidi]) assert.doesNotMatch(own, pattern, name);
    const commands = name === 'GONOGO_TERMINATION_LOG' || !/\.md$|SUMMARY|\.prom$/.test(name) ? own : own.replace(/^#+ /gm, '');
    assert.doesNotMatch(commands, command, name);
  }
});

test('on standard output only what gonogo commands is a command', () => {
  const lines = end.stdout.split('\n');
  assert.doesNotMatch(end.stdout, /[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  assert.doesNotMatch(end.stdout, bidi);
  const found = { github: 0, azure: 0, octopus: 0, teamcity: 0, spinnaker: 0 };
  for (const line of lines) {
    const own = /^::(?:error|warning) title=[^:,]*::/.exec(line) ?? /^##vso\[task\.(?:logissue|setvariable|uploadsummary|complete)[^\]]*\]/.exec(line) ?? /^##octopus\[(?:setVariable|createArtifact|resultMessage|stdout-\w+)(?: \w+='[A-Za-z0-9+/=]*')*\]$/.exec(line) ?? /^##teamcity\[\w+(?: \w+='(?:[^|'[\]]|\|.)*')*\]$/.exec(line) ?? /^SPINNAKER_PROPERTY_GONOGO_[A-Z]+=/.exec(line);
    const rest = own === null ? line : line.slice(own[0].length);
    assert.doesNotMatch(rest, command, line.slice(0, 300));
    if (own === null) continue;
    assert.doesNotMatch(own[0].slice(2).replace(/::$/, ''), command, line.slice(0, 300));
    found[own[0].startsWith('::') ? 'github' : own[0].startsWith('SPIN') ? 'spinnaker' : (/^##(\w+)/.exec(own[0])?.[1]?.replace('vso', 'azure') as 'azure')]++;
  }
  for (const [product, count] of Object.entries(found)) assert.ok(count > 2, `${product} was told ${count} times`);
  const decided = lines.filter((line) => /^##vso\[task\.(?:setvariable variable=go;|complete)|^SPINNAKER_PROPERTY_GONOGO_GO=/.test(line));
  assert.deepEqual(decided.map((line) => /(false|Failed)\b/.test(line)), [true, true, true], decided.join('\n'));
  assert.doesNotMatch(end.stderr, command);
  assert.doesNotMatch(end.stderr, controls);
});

test('what pipelines read as variables has ours and no other', () => {
  const env = read('gitlab.env').trimEnd().split('\n').map((line) => /^([A-Z_]+)=(.*)$/.exec(line));
  assert.deepEqual(env.map((match) => match?.[1]), ['GONOGO_VERDICT', 'GONOGO_GO', 'GONOGO_REASON', 'GONOGO_RUN', 'GONOGO_TARGET', 'GONOGO_ENVIRONMENT', 'GONOGO_RELEASE']);
  assert.equal(env[1]?.[2], 'false');
  for (const match of env) assert.doesNotMatch(match?.[2] ?? '', /\$[\w({]|#\{/);
  const outputs = [...read('GITHUB_OUTPUT').matchAll(/^(\w+)<<(\S+)\n([^]*?)\n\2\n/gm)];
  assert.equal(outputs.map(([all]) => all).join(''), read('GITHUB_OUTPUT'));
  assert.deepEqual(outputs.slice(0, 2).map(([, name, , value]) => [name, value]), [['verdict', 'NO_GO'], ['go', 'false']]);
  assert.equal(read('buildkite-style'), 'error');
  for (const line of read('gonogo.prom').split('\n').filter(Boolean)) assert.match(line, /^(?:# (?:HELP|TYPE) gonogo_\w+ .*|gonogo_\w+\{(?:\w+="(?:[^"\\]|\\["\\n])*",?)+\} -?[\d.e+-]+)$/);
  assert.match(read('gonogo.prom'), /^gonogo_go\{[^}]*\} 0$/m);
});

test('junit.xml is XML whose cases and attachments are ours', () => {
  const xml = read('junit.xml');
  assert.equal(XMLValidator.validate(xml), true);
  const lists = new Set(['testsuite', 'testcase', 'system-out']);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true, isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name) });
  interface Suite { testcase: { name: string; 'system-out'?: string[] }[] }
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite[] } };
  const cases = testsuites.testsuite.flatMap(({ testcase }) => testcase);
  assert.deepEqual(cases.map(({ name }) => name).toSorted(), ['gonogo.verdict', ...(end.verdict?.checks ?? []).map(({ title }) => title)].toSorted());
  for (const { 'system-out': texts = [] } of cases) for (const line of texts.flatMap((text) => text.split('\n'))) assert.match(line, /^\[\[ATTACHMENT\|evidence\/[\w./-]+\]\]$/);
});

describe('JSON for other programs holds no text that is active', () => {
  for (const name of ['slack.json', 'teams.json', 'otlp-traces.json', 'otlp-metrics.json', 'cdevents.json', 'in-toto.json', 'gitlab-annotations.json']) {
    test(name, () => {
      for (const text of textsOf(json(name))) {
        assert.ok(text.isWellFormed());
        for (const pattern of [controls, bidi]) assert.doesNotMatch(text, pattern);
      }
    });
  }
});

test('verdict.json tells what was seen, and every text of it is well-formed', () => {
  assert.match(JSON.stringify(json('verdict.json')), /injected/);
  for (const text of textsOf(json('verdict.json'))) assert.ok(text.isWellFormed(), text.slice(0, 200));
});

interface Token { type: string; content: string; children: Token[] | null }
const MarkdownIt = createRequire(import.meta.url)('markdown-it') as new (options: object) => { parse(text: string, environment: object): Token[] };

for (const name of ['summary.md', 'gonogo.md', 'buildkite-annotation.md', 'GITHUB_STEP_SUMMARY']) {
  test(`${name} has no markup but its own`, () => {
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(read(name), {}).flatMap((token) => [token, ...(token.children ?? [])]);
    for (const { type, content } of tokens) {
      assert.doesNotMatch(type, /^(?:link|image|fence|code_block|s_open|blockquote)/, content);
      if (/^html/.test(type)) assert.match(content.trim(), /^(?:<\/?(?:details|summary|sub)>|<br>|<summary>[\w ,:]+<\/summary>|\s)+$/);
    }
  });
}

test('Allure gets results that are JSON, without what moves a terminal', () => {
  const results = readdirSync(join(folder, 'allure-results')).filter((name) => name.endsWith('.json'));
  assert.ok(results.length > 3);
  for (const name of results) {
    const text = read(join('allure-results', name));
    for (const value of textsOf(JSON.parse(text))) assert.doesNotMatch(value, controls, name);
    assert.doesNotMatch(text, bidi, name);
  }
});

test('report.html runs no script of the page in a real browser, asks nobody, and breaks no rule of its policy', async () => {
  const { page, misdeeds } = await openReportFile(browser, join(folder, 'report.html'));
  await openAll(page);
  await page.locator('img').first().waitFor();
  assert.equal(await page.evaluate(() => (window as Window & { owned?: number }).owned), undefined);
  assert.equal(await page.evaluate(() => document.querySelectorAll('iframe, object, embed, base, form, [onerror], [onload]').length), 0);
  assert.deepEqual(await misdeeds(), []);
  await page.context().close();
});
