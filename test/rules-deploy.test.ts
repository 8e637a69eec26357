import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssetFact, DeployObservation, DocumentFact } from '../verdict/deploy-observation.ts';
import { judgeDeploy } from '../verdict/rules/deploy.ts';

const site = 'https://shop.example';

function document(change: Partial<DocumentFact> = {}): DocumentFact {
  return { url: `${site}/`, page: `${site}/`, status: 200, error: null, isHtml: true, versions: ['r2'], assets: [`${site}/assets/entry-AAAA1111.js`, `${site}/assets/app-BBBB2222.css`], ...change };
}

function asset(change: Partial<AssetFact> = {}): AssetFact {
  return { url: `${site}/assets/chunk-CCCC3333.js`, kind: 'script', lazy: true, status: 200, contentType: 'text/javascript', error: null, ...change };
}

const older = { assets: [`${site}/assets/entry-ZZZZ9999.js`, `${site}/assets/app-BBBB2222.css`], versions: ['r1'] };

const cases: { name: string; change: Partial<DeployObservation>; expected: string[] }[] = [
  { name: 'a whole deploy', change: {}, expected: [] },
  { name: 'a lazy chunk that is gone, which no page visit notices', change: { assets: [asset({ status: 404 })] }, expected: ['ASSET_MISSING critical release'] },
  { name: 'a chunk that is answered with a page', change: { assets: [asset({ contentType: 'text/html' })] }, expected: ['ASSET_MISSING critical release'] },
  { name: 'a stylesheet with another type', change: { assets: [asset({ kind: 'stylesheet', contentType: 'text/plain' })] }, expected: ['ASSET_MISSING critical release'] },
  { name: 'a chunk whose host cannot be reached', change: { assets: [asset({ status: null, contentType: null, error: 'ECONNREFUSED' })] }, expected: ['ASSET_MISSING critical release'] },
  { name: 'a chunk that was not asked for because the run ended', change: { assets: [asset({ status: null, contentType: null, error: 'ABORTED' })] }, expected: [] },
  { name: 'one fetch of three comes from another build', change: { documents: [document(), document(older), document()] }, expected: ['MIXED_BUILDS critical environment'] },
  { name: 'a page that loads one file more at times is still one build', change: { documents: [document(), document({ assets: [...document().assets, `${site}/assets/experiment-DDDD4444.js`] })] }, expected: [] },
  { name: 'index.html serves another build than the root', change: { documents: [document(), document({ ...older, url: `${site}/index.html` })] }, expected: ['STALE_FORM critical environment'] },
  { name: 'index.html is another document with other files', change: { documents: [document(), document({ url: `${site}/index.html`, assets: [`${site}/legacy.js`] })] }, expected: [] },
  { name: 'missing files are masked', change: { control: [asset({ contentType: 'text/html' })] }, expected: ['MISSING_MASKED minor environment'] },
  { name: 'missing files are 404', change: { control: [asset({ status: 404, contentType: 'text/html' })] }, expected: [] },
  { name: 'no document answered', change: { documents: [document({ status: null, error: 'ECONNREFUSED', isHtml: false, assets: [] })] }, expected: ['NAVIGATION_FAILED critical environment'] },
];

for (const { name, change, expected } of cases) {
  test(name, () => {
    const observation: DeployObservation = { kind: 'deploy', subject: 'deploy', startedAt: '2026-11-24T10:00:00.000Z', durationMs: 200, documents: [document()], assets: [asset()], dropped: 0, control: [asset({ status: 404, contentType: 'text/plain' })], ...change };
    assert.deepEqual(judgeDeploy(observation, 'critical').map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`), expected);
  });
}
