import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Handlers, runProgram } from '../cli/program.ts';
import { parseRunOptions, type RunOptions } from '../cli/run-options.ts';
import { UsageError } from '../config/usage-error.ts';

const none: RunOptions = {
  url: null,
  config: undefined,
  target: null,
  pages: [],
  api: [],
  release: null,
  reference: null,
  deployedAt: null,
  deadlineMs: null,
  output: null,
  formats: null,
  concurrency: null,
  headers: {},
  browser: null,
  signKey: null, baseline: null, saveBaseline: null, forceBaseline: null,
  exitStyle: 'verdict',
  dryRun: false,
  json: false,
};

const site = 'https://shop.example';
const read: [sentence: string, argv: string[], expected: Partial<RunOptions>][] = [
  ['nothing leaves every default', [], {}],
  ['a URL is the argument', [site], { url: site }],
  ['a page may be repeated and take several values', ['--page', '/', '/a', '--page', '/b', '--json'], { pages: ['/', '/a', '/b'], json: true }],
  ['a URL after pages is the argument', ['--page', '/', '/a', site], { url: site, pages: ['/', '/a'] }],
  ['a URL after API paths is the argument', ['--page', '/', '--api', 'HEAD /a', site], { url: site, pages: ['/'], api: [{ method: 'HEAD', path: '/a' }] }],
  ['an API path is a GET unless it says otherwise', [site, '--api', '/a?x=1', 'get /b'], { url: site, api: [{ method: 'GET', path: '/a?x=1' }, { method: 'GET', path: '/b' }] }],
  ['headers are collected under lower-case names', ['--header', 'Authorization: Bearer a:b', '--header', 'X-A:1'], { headers: { authorization: 'Bearer a:b', 'x-a': '1' } }],
  ['a deadline is milliseconds', ['--deadline', '90s'], { deadlineMs: 90_000 }],
  ['formats are split at commas', ['--format', 'summary, junit'], { formats: ['summary', 'junit'] }],
  ['the rest is taken as it is', ['--config', 'c.ts', '--target', 't', '--release', 'r', '--deployed-at', '2026-11-25T16:00:00+01:00', '--output', 'o', '--concurrency', '4', '--browser', 'chrome', '--sign-key', 'k.pem', '--exit-style', 'binary', '--dry-run'], { config: 'c.ts', target: 't', release: 'r', deployedAt: '2026-11-25T15:00:00.000Z', output: 'o', concurrency: 4, browser: 'chrome', signKey: 'k.pem', exitStyle: 'binary', dryRun: true }],
];

for (const [sentence, argv, expected] of read) {
  test(sentence, () => assert.deepEqual(parseRunOptions(argv), { ...none, ...expected }));
}

const durations = 'a duration such as 500ms, 90s, 5m or 2h (a whole number and a unit, 24h at most)';
const refused: [sentence: string, argv: string[], message: string][] = [
  ['an unknown option, with the near one', ['--pgae', '/'], 'gonogo run has no option --pgae: did you mean --page? Run gonogo run --help for all options.'],
  ['an unknown option that is near none', ['--verbose'], 'gonogo run has no option --verbose. Run gonogo run --help for all options.'],
  ['an option without its value', [site, '--page'], 'Option --page <path...> needs a value. Run gonogo run --help for examples.'],
  ['two URLs', [site, site], 'gonogo run got more arguments than it takes. Run gonogo run --help for examples.'],
  ['a URL without scheme, with the whole one', ['shop.example/a'], 'The URL argument must be a URL that starts with http:// or https://, but is "shop.example/a". Write https://shop.example/a.'],
  ['a URL of another scheme', ['ftp://shop.example'], 'The URL argument must be a URL that starts with http:// or https://, but is "ftp://shop.example".'],
  ['credentials in the URL, without repeating them', ['https://me:hunter2@shop.example'], 'The URL argument must not carry a user name or password: send them as a header and take the value from env("NAME").'],
  ['credentials in what is no URL, without repeating them', ['me:hunter2@shop.example'], 'The URL argument must not carry a user name or password: send them as a header and take the value from env("NAME").'],
  ['a page that is no path', ['--page', 'cart'], '--page must be a path that starts with one /, such as /cart, but is "cart".'],
  ['a page on another host', [site, '--page', 'https://other.example/'], '--page must be a path that starts with one /, such as /cart, but is "https://other.example/".'],
  ['a call that changes something', ['--api', 'POST /a'], '--api must use GET, HEAD or OPTIONS, but is "POST /a": write a call that changes something as a step of partners[] in the configuration, with mutates: true.'],
  ['a call without path', ['--api', 'GET a'], '--api must be "[METHOD ]PATH" with a path that starts with one /, but is "GET a".'],
  ['a header without colon', ['--header', 'a'], '--header must be "NAME: VALUE" as HTTP allows it, but has no name.'],
  ['a header without value, without repeating it', ['--header', 'Authorization: '], '--header must be "NAME: VALUE" as HTTP allows it, but has no value that HTTP allows for Authorization.'],
  ['a header value of two lines, without repeating it', ['--header', 'X-A: 1\r\nX-B: 2'], '--header must be "NAME: VALUE" as HTTP allows it, but has no value that HTTP allows for X-A.'],
  ['a header name with a blank', ['--header', 'a b: c'], '--header must be "NAME: VALUE" as HTTP allows it, but has the name "a b".'],
  ['a deadline that is none', ['--deadline', '5'], `--deadline must be ${durations}, but is "5".`],
  ['a concurrency of nothing', ['--concurrency', '0'], '--concurrency must be a whole number from 1 to 99, but is "0".'],
  ['an exit style that is none', ['--exit-style', 'unix'], '--exit-style must be verdict or binary, but is "unix".'],
  ['an empty name of a format', ['--format', 'summary,'], '--format must be names of reports with commas between them, such as summary,junit, but is "summary,".'],
  ['an empty release, as of a variable that is not set', ['--release', ''], '--release must not be empty: the variable that it is taken from may not be set.'],
];

for (const [sentence, argv, message] of refused) {
  test(`${sentence}: is refused`, () => {
    assert.throws(() => parseRunOptions(argv), (error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, message);
      return true;
    });
  });
}

/** Runs a command line with bodies that only note that they were called. */
async function program(argv: string[], bodies: Partial<Handlers> = {}) {
  const called: string[] = [];
  const written = { out: '', err: '' };
  const handlers: Handlers = {
    run: async ({ url }) => (called.push(`run ${url}`), 20),
    demo: async ({ output }) => (called.push(`demo ${output}`), 0),
    show: async ({ path, open, json }) => (called.push(`show ${path} ${open} ${json}`), 0),
    judge: async ({ verify, key }) => (called.push(`judge ${verify} ${key}`), 21),
    override: async ({ path, by, expiresMs }) => (called.push(`override ${path} ${by} ${expiresMs}`), 0),
    gate: async ({ host, port, tls }) => (called.push(`gate ${host} ${port} ${tls?.cert}`), 0),
    init: async ({ source, url }) => (called.push(`init ${Object.values(source).join()} ${url}`), 0),
    doctor: async ({ url, target }) => (called.push(`doctor ${url} ${target}`), 0),
    snapshot: async ({ run, output }) => (called.push(`snapshot ${run.url} ${output}`), 0),
    compare: async ({ reference, observed, json }) => (called.push(`compare ${reference} ${observed} ${json}`), 20),
    ...bodies,
  };
  const terminal = { out: (text: string) => void (written.out += text), err: (text: string) => void (written.err += text) };
  return { code: await runProgram(argv, handlers, terminal, '1.2.3'), called, ...written };
}

const lines: [sentence: string, argv: string[], code: number, err: string][] = [
  ['an unknown command', ['rnu'], 2, 'error: gonogo has no command rnu: did you mean run? Run gonogo --help for all commands.\n'],
  ['a URL without command', [site], 2, `error: gonogo has no command ${site}: did you mean gonogo run ${site}?\n`],
  ['an unknown option before the command', ['--jsn'], 2, 'error: gonogo has no option --jsn. Run gonogo --help for all options.\n'],
  ['an unknown option of a command', ['demo', '--outptu', 'x'], 2, 'error: gonogo demo has no option --outptu: did you mean --output? Run gonogo demo --help for all options.\n'],
  ['an empty path', ['show', ''], 2, 'error: The path of gonogo show must not be empty: the variable that it is taken from may not be set.\n'],
  ['a port that is none', ['gate', '--port', '65536'], 2, 'error: --port must be a whole number from 0 to 65535, but is "65536".\n'],
  ['a certificate without key', ['gate', '--tls-cert', 'c'], 2, 'error: --tls-cert and --tls-key need each other.\n'],
  ['clients to be checked without encryption', ['gate', '--tls-client-ca', 'c'], 2, 'error: --tls-client-ca needs --tls-cert and --tls-key.\n'],
  ['a document in no place', ['init'], 2, 'error: gonogo init needs one of --openapi and --postman: what to start from.\n'],
  ['two documents', ['init', '--openapi', 'o.json', '--postman', 'c.json'], 2, 'error: gonogo init needs one of --openapi and --postman: what to start from.\n'],
  ['a document over plain HTTP', ['init', '--openapi', 'http://a.example/o.json'], 2, 'error: --openapi must be a file, or a URL that starts with https://, but is "http://a.example/o.json".\n'],
  ['an API that is nowhere', ['init', '--openapi', 'o.json', '--url', 'api'], 2, 'error: --url must be a URL that starts with http:// or https://, but is "api".\n'],
  ['folders to merge', ['judge', 'one', 'two'], 2, 'error: gonogo judge cannot merge the folders of several runs: it only checks a signed verdict, with --verify and --key.\n'],
  ['an envelope without key', ['judge', '--verify', 'e'], 2, 'error: gonogo judge needs --verify with the envelope of a signed verdict, and --key with the public key.\n'],
  ['an empty envelope', ['judge', '--verify', '', '--key', 'k'], 2, 'error: --verify must not be empty: the variable that it is taken from may not be set.\n'],
  ['a wrong value', ['run', '--deadline', 'x'], 2, `error: --deadline must be ${durations}, but is "x".\n`],
];

for (const [sentence, argv, code, err] of lines) {
  test(`${sentence}: is one sentence on stderr, and nothing runs`, async () => {
    assert.deepEqual(await program(argv), { code, called: [], out: '', err });
  });
}

test('no command at all prints the help on stderr and is wrong usage', async () => {
  const { code, called, out, err } = await program([]);
  assert.deepEqual({ code, called, out }, { code: 2, called: [], out: '' });
  assert.match(err, /^Usage: gonogo /);
});

test('the exit code is that of the body', async () => {
  assert.deepEqual(await program(['run', site]), { code: 20, called: [`run ${site}`], out: '', err: '' });
  assert.deepEqual(await program(['demo', '--output', 'x']), { code: 0, called: ['demo x'], out: '', err: '' });
  assert.deepEqual(await program(['show']), { code: 0, called: ['show null false false'], out: '', err: '' });
  assert.deepEqual(await program(['show', 'out', '--open', '--json']), { code: 0, called: ['show out true true'], out: '', err: '' });
  assert.deepEqual(await program(['init', '--openapi', 'o.json']), { code: 0, called: ['init o.json null'], out: '', err: '' });
  assert.deepEqual(await program(['init', '--postman', 'c.json', '--url', 'https://a.example']), { code: 0, called: ['init c.json https://a.example'], out: '', err: '' });
  assert.deepEqual(await program(['judge', '--verify', 'e', '--key', 'k']), { code: 21, called: ['judge e k'], out: '', err: '' });
  assert.deepEqual(await program(['gate']), { code: 0, called: ['gate 127.0.0.1 8080 undefined'], out: '', err: '' });
  assert.deepEqual(await program(['gate', '--host', '::', '--port', '0', '--tls-cert', 'c', '--tls-key', 'k']), { code: 0, called: ['gate :: 0 c'], out: '', err: '' });
});

test('a usage error of a body is one sentence and code 2', async () => {
  const run = () => Promise.reject(new UsageError('no.'));
  assert.deepEqual(await program(['run'], { run }), { code: 2, called: [], out: '', err: 'error: no.\n' });
});

test('an unexpected error of a body shows its stack and is no verdict', async () => {
  const { code, err } = await program(['run'], { run: () => Promise.reject(new TypeError('broken')) });
  assert.equal(code, 1);
  assert.match(err, /^gonogo failed, and nothing was decided: TypeError: broken\n +at /);
});

for (const argv of [['--help'], ['run', '--help'], ['demo', '--help'], ['init', '--help'], ['show', '--help'], ['judge', '--help'], ['gate', '--help'], ['help', 'run'], ['--version']]) {
  test(`${argv.join(' ')} is written to stdout, fits 80 columns and is a success`, async () => {
    const { code, called, out, err } = await program(argv);
    assert.deepEqual({ code, called, err }, { code: 0, called: [], err: '' });
    assert.notEqual(out, '');
    for (const line of out.split('\n')) assert.ok(line.length <= 80, line);
  });
}

test('the help of run names groups, examples and exit codes', async () => {
  const { out } = await program(['run', '--help']);
  for (const part of ['What to check:', 'How to run:', 'What to leave:', 'Examples:', 'Exit codes:', '--api', '  20  NO_GO', '  2 ']) {
    assert.ok(out.includes(part), part);
  }
});
