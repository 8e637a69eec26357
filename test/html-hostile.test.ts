import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { checkAnchor, findingAnchor } from '../reports/html/anchors.ts';
import { curlLine } from '../reports/html/curl.ts';
import { fileLink, webLink } from '../reports/html/links.ts';
import { html } from '../reports/html/markup.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { assertNoOverflow, observationEvidence, openAll, openReport, phone, renderReport, shownChecks } from './report-page.ts';
import { sampleApiObservation, samplePageObservation } from './sample-evidence.ts';
import { hostileText, sampleCheck, sampleFinding, sampleReason, sampleVerdict } from './sample-verdict.ts';

let browser: Browser;
before(async () => { browser = await startBrowser(chooseBrowser(undefined, process.env)); });
after(() => browser.close());

describe('what it is written with', () => {
  test('a template escapes text, also in attributes, and leaves markup', () => {
    const inner = html`<b>${'<i>'}</b>`;
    assert.equal(html`<p title="${'" onclick="f()'}">${[inner, ' & ', 3]}${null}${undefined}${false}</p>`.text, '<p title="&#34; onclick=&#34;f()"><b>&#60;i&#62;</b> &#38; 3</p>');
  });

  test('only http and https become links to other sites', () => {
    for (const url of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', '//evil.example', 'x', `https://a.example/${'a'.repeat(3000)}`]) {
      assert.doesNotMatch(webLink(url).text, /href/, url);
    }
    assert.match(webLink('https://a.example/?q="<b>').text, /^<a href="https:\/\/a\.example\/\?q=%22%3Cb%3E" rel="noreferrer noopener">/);
  });

  test('a file link stays in the folder', () => {
    for (const path of ['../secret', 'evidence/../../x', '/etc/passwd', 'a//b', '']) assert.doesNotMatch(fileLink(path).text, /href/, path);
    assert.match(fileLink('evidence/a b"#?.png').text, /href="\.\/evidence\/a%20b%22%23%3F\.png"/);
    assert.match(fileLink('javascript:alert(1)').text, /href="\.\/javascript%3Aalert\(1\)"/);
  });

  test('a curl line is one call, whatever the URL holds', () => {
    const cases: [string, string, string | null][] = [
      ['GET', 'https://a.example/x', "curl --include 'https://a.example/x'"],
      ['POST', "https://a.example/it's;rm -rf", "curl --include --request POST 'https://a.example/it'\\''s;rm%20-rf'"],
      ['HEAD', 'https://a.example/\n$(x)', "curl --include --head 'https://a.example/$(x)'"],
      ['GET; rm', 'https://a.example/', null],
      ['GET', 'javascript:x', null],
    ];
    for (const [method, url, expected] of cases) assert.equal(curlLine(method, url)?.line ?? null, expected, url);
  });

  test('ids are the same in every run, differ where names only look alike, and are plain', () => {
    assert.equal(checkAnchor('page:/checkout:white-screen'), checkAnchor('page:/checkout:white-screen'));
    assert.notEqual(checkAnchor('page:/a-b'), checkAnchor('page:/a/b'));
    const [one, other] = ['/a.js', '/b.js'].map((url) => findingAnchor('c', sampleFinding({ code: 'RESOURCE_FAILED', message: 'm', data: { cause: { url } } })));
    assert.notEqual(one, other);
    assert.match(checkAnchor(hostileText), /^check-[a-z0-9-]+$/);
  });
});

/** Things that must stay text, each in the hope of setting `owned`. */
const attacks = [
  '<script>window.owned=1</script>', '</script><script>window.owned=1</script>', '</style><script>window.owned=1</script>', '"><img src=x onerror="window.owned=1">', "'><svg onload='window.owned=1'>",
  '<a href="javascript:window.owned=1">x</a>', 'javascript:window.owned=1', '[x](javascript:window.owned=1) ![x](https://evil.example/p.png)', '<iframe srcdoc="<script>parent.owned=1</script>">', '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">', '<!-- --!> <![CDATA[', '${window.owned=1}', '{{constructor.constructor("window.owned=1")()}}', '</details></main></body>',
  '\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\', '\u202Egnp.exe\u202C\u2066\u200b', '\ud800\udfff\udc00', '\n::error::x\n##vso[task.complete result=Succeeded;]', hostileText,
];

function hostileReport(): { verdict: Verdict; evidence: ReturnType<typeof observationEvidence> } {
  const long = 'A'.repeat(1_000_000);
  const texts = [attacks.join(' '), long, '<'.repeat(1_000_000), '\u202e\x1b['.repeat(300_000), ...attacks];
  const findings = texts.map((text, index) => sampleFinding({
    code: index % 2 ? 'RESOURCE_FAILED' : 'API_VALUE', message: text, advice: text, evidence: [`evidence/${text.slice(0, 3000)}.png`, text],
    data: { cause: { url: text, type: text, status: 200, contentType: text, error: text, method: text, sample: text }, url: text, method: 'GET', step: text, path: text, found: [text], expected: { equals: text }, seen: { times: text, of: 3 } },
  }));
  const checks = texts.map((text, index) => sampleCheck({ id: text, title: text, kind: index % 2 ? 'white-screen' : 'api', outcome: 'fail', findings: findings.slice(index, index + 1), metrics: { [text]: 1 } }));
  const reasons = checks.map(({ id }, index) => sampleReason(id, findings[index] ?? sampleFinding({ code: 'API_STATUS', message: '' })));
  const text = texts[0] ?? '';
  const verdict = sampleVerdict({
    verdict: 'NO_GO', go: false, id: text, checks: [...checks, sampleCheck({ id: 'page:/x:white-screen', outcome: 'fail', findings: findings.slice(0, 1) }), sampleCheck({ id: 'api:x', kind: 'api', outcome: 'fail', findings: [sampleFinding({ code: 'API_STATUS', message: text, data: { step: text } })] })],
    summary: { line: `NO_GO: ${hostileText.slice(0, 120)}`, short: '', text: '' }, reasons, warnings: reasons,
    target: { name: text, url: `https://evil.example/${text}`, environment: text }, release: { expected: text, observed: texts, match: false },
    trigger: { type: 'pipeline', actor: text, url: 'javascript:window.owned=1' }, links: texts.map((label) => ({ label, url: label })),
    coverage: { planned: 40, executed: 1, criticalPlanned: 40, criticalExecuted: 1, skipped: texts },
    timeline: texts.map((detail) => ({ at: '2026-03-07T01:58:04.000Z', event: detail, detail })),
    tool: { name: 'gonogo', version: text, node: text, playwright: text, browser: text },
    evidence: texts.map((path) => ({ id: path, type: 'screenshot', path, contentType: path, sha256: path, bytes: 10 })),
  });
  const evidence = { ...observationEvidence(verdict, samplePageObservation('page:/x', text)), ...observationEvidence(verdict, sampleApiObservation('api:x', text, text)) };
  return { verdict, evidence };
}

describe('a hostile run', () => {
  test('stays text: nothing executes, asks, leaves or overflows', async () => {
    const { verdict, evidence } = hostileReport();
    const report = await renderReport(verdict, evidence);
    assert.ok(report.length < 6_000_000, String(report.length));
    assert.ok(report.isWellFormed());
    assert.doesNotMatch(report.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, ''), /::|##|[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]/);
    assert.equal(report.match(/<script/g)?.length, 1);
    const { page, misdeeds } = await openReport(browser, report, phone);
    await openAll(page);
    await assertNoOverflow(page);
    await page.locator('#search').fill('<script>window.owned=1');
    assert.ok(await shownChecks(page) > 0);
    const hrefs = await page.evaluate(() => [...document.querySelectorAll('[href],[src],[action]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? 'action'));
    for (const href of hrefs) assert.match(href, /^(?:#[\w-]+$|https?:\/\/|\.\/|data:image\/)/);
    assert.equal(await page.evaluate(() => document.querySelectorAll('iframe, object, embed, base, form, meta[http-equiv="refresh"]').length), 0);
    assert.equal(await page.evaluate(() => (window as Window & { owned?: number }).owned), undefined);
    assert.deepEqual(await misdeeds(), []);
    await page.context().close();
  });
});
