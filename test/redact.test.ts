import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRedactor } from '../verdict/redact.ts';

const redact = createRedactor([]);
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

describe('known values', () => {
  const secret = 'p/ss "wörd"+1!';
  const known = createRedactor([secret, 'abc', '    ', 'hunter2', 'hunter2-long']);

  test('are replaced in every form', () => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).toLowerCase(),
      new URLSearchParams({ x: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ];
    for (const form of forms) assert.match(known(`<${form}>`), /^<\[redacted\]=*>$/, form);
  });

  test('the longest goes first, short and blank ones are not looked for', () => {
    assert.equal(known('hunter2-long hunter2 abc     x'), '[redacted] [redacted] abc     x');
  });

  test('are no patterns', () => {
    assert.equal(createRedactor(['a.c*d'])('abccd a.c*d'), 'abccd [redacted]');
  });
});

describe('credentials by form or place', () => {
  const cases: [string, string][] = [
    ['Authorization: Bearer abcdef', 'Authorization: [redacted]'],
    ['authorization: Basic dXNlcjpwYXNz next', 'authorization: [redacted] next'],
    ['-H "Authorization: Token xyz" -v', '-H "Authorization: [redacted]" -v'],
    ['Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=ff', 'Authorization: [redacted]'],
    ['Proxy-Authorization: Digest username="u", response="r"', 'Proxy-Authorization: [redacted]'],
    ['sent Bearer abc123def456', 'sent Bearer [redacted]'],
    ['sent Basic dXNlcjpwYXNz', 'sent Basic [redacted]'],
    [`token ${jwt} end`, 'token [redacted] end'],
    ['Set-Cookie: sid=abc; Path=/; HttpOnly', 'Set-Cookie: [redacted]'],
    ['Cookie: a=1; b="2"\nnext', 'Cookie: [redacted]\nnext'],
    ['{"line":"Cookie: a=1","n":2}', '{"line":"Cookie: [redacted]","n":2}'],
    ['X-Api-Key: abc123', 'X-Api-Key: [redacted]'],
    ['https://user:p@ss@host.example/x', 'https://[redacted]@host.example/x'],
    ['postgres://u:p@db:5432/x', 'postgres://[redacted]@db:5432/x'],
    ['/cb?code=abc&state=1', '/cb?code=[redacted]&state=1'],
    ['/x?a=1&access_token=t&X-Amz-Signature=ff#top', '/x?a=1&access_token=[redacted]&X-Amz-Signature=[redacted]#top'],
    ['/x?api_key=1&apikey=2&sig=3&key=4&client_secret=5', '/x?api_key=[redacted]&apikey=[redacted]&sig=[redacted]&key=[redacted]&client_secret=[redacted]'],
    ['/x#access_token=t&y=1', '/x#access_token=[redacted]&y=1'],
    ['username=u&password=hunter2', 'username=u&password=[redacted]'],
    ['password=hunter2', 'password=[redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY----- x', '[redacted] x'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB cut off', '[redacted]'],
    ['{"password":"a\\"b","n":1}', '{"password":"[redacted]","n":1}'],
    ['{"apiKey" : "x", "refresh_token":"y", "dbPassword":"z", "pwd":1234}', '{"apiKey" : "[redacted]", "refresh_token":"[redacted]", "dbPassword":"[redacted]", "pwd":"[redacted]"}'],
    ["{ secret: 'x y' }", "{ secret: '[redacted]' }"],
  ];
  for (const [text, expected] of cases) test(text.split('\n', 1)[0], () => assert.equal(redact(text), expected));

  test('JSON inside JSON stays readable', () => {
    for (const password of ['plain', 'q"uote', 'back\\', 'both\\"', 'line\n', '']) {
      const nested = JSON.stringify({ body: JSON.stringify({ password, n: 1 }) });
      assert.deepEqual(JSON.parse(JSON.parse(redact(nested)).body), { password: '[redacted]', n: 1 });
    }
  });

  test('redacting again changes nothing', () => {
    for (const [, expected] of cases) assert.equal(redact(expected), expected);
  });
});

describe('near misses stay', () => {
  const texts = [
    'tokenise the input', 'keyboard=us', '/x?keyboard=us&monkey=1&decode=2', 'Basic plan', 'Basic JavaScript course', 'Basic authentication failed',
    'Bearer authentication failed', 'the bearer token is missing', 'status code=404', 'cookie: the banner is shown', 'cookies: none', 'secretary=Jane',
    'Unexpected token < in JSON at position 0', '{"max_tokens":"many","passwordPolicy":"strong","tokenise":"x"}', '{"secret":true,"token":null}', 'https://example.com/@user/repo',
    'https://example.com:8443/a@b', 'eyJhbGciOi without dots', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'mail a@b.example', 'design=5', '12:30:00 key: value',
  ];
  for (const text of texts) test(text.split('\n', 1)[0], () => assert.equal(redact(text), text));
});

test('a megabyte of hostile text is done in linear time', () => {
  const units = [
    'eyJ', 'eyJaaaa.', 'a.', 'password', '"password":"', '\\"password\\":\\"', 'authorization: ', 'authorization:a,a=', 'Bearer ', 'Basic ', 'Basic aaaaaa', 'Bearer a', '://', 'a://b:', '@', '?token=', '&', 'a_',
    '?a_a_a_', '-----BEGIN PRIVATE KEY-----', '-----BEGIN ', '-', '"', '\\', '\\\\"', "'", ' ', '\n', 'cookie: a=', 'cookie: ', 'Cookie: ="', 'AKIA', 'gh', 'x-a', 'x-token', 'secret: \'', 'aaaa',
  ];
  const withSecrets = createRedactor(Array.from({ length: 20 }, (_, index) => `secret-value-${index}`));
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const started = performance.now();
    withSecrets(text);
    const took = performance.now() - started;
    assert.ok(took < 5000, `${JSON.stringify(unit)} took ${took.toFixed(0)} ms`);
  }
});
