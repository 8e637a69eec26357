import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Handler, type LabRequest, answer, json } from './answer.ts';
import type { partnerJourneys } from './partner-journeys.ts';

/** An answer that is sent. */
type Sent = Exclude<Answer, 'never'>;

/** One way for a partner API to be broken. Ids are those of the fault catalogue; a letter behind one is another form of it. */
export type PartnerFault = {
  id: string;
  title: string;
  /** The journey that meets it. */
  journey: keyof typeof partnerJourneys;
  /** The API with the fault in it. Absent where it cannot be reached at all. */
  serve?: (partner: Handler) => Handler;
  /** Where it is called instead of at a server of the lab. */
  baseUrl?: string;
  /** What its check comes to, and the finding that names the cause: its code, whose it is, and its words. */
  outcome: 'pass' | 'flaky' | 'fail';
  told: [code: string, attribution: 'release' | 'environment', words: RegExp];
};

/** Every answer is changed on its way out, as a gateway would. */
function out(change: (sent: Sent, request: LabRequest) => Answer | Promise<Answer>): (partner: Handler) => Handler {
  return (partner) => async (request) => {
    const sent = await partner(request);
    return sent === 'never' ? sent : change(sent, request);
  };
}

const edit = (find: RegExp, put: string) => out((sent) => ({ ...sent, body: Buffer.from(sent.body.toString('utf8').replace(find, put)) }));
const header = (name: string, value: () => string) => out((sent) => ({ ...sent, headers: { ...sent.headers, [name]: value() } }));
const instead = (status: number, type: string, body: string, headers: Record<string, string> = {}) => out(() => answer(status, type, body, headers));
const late = (ms: number) => out(async (sent) => sleep(ms, sent, { ref: false }));
const onPost = (serve: (partner: Handler) => Handler) => (partner: Handler): Handler => {
  const broken = serve(partner);
  return (request) => (request.method === 'POST' ? broken : partner)(request);
};
const firstOnly = (serve: (partner: Handler) => Handler) => (partner: Handler): Handler => {
  const broken = serve(partner);
  let calls = 0;
  return (request) => (++calls === 1 ? broken : partner)(request);
};

const html = '<!doctype html><html><head><title>Steep</title></head><body><div id="root"></div></body></html>';
const gateway = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
const challenge = '<!doctype html><title>Just a moment...</title><p>Checking if the site connection is secure</p>';
const busy = instead(503, 'text/plain; charset=utf-8', 'upstream connect error');
const limited = instead(429, 'application/json; charset=utf-8', '{"error":"rate limited"}', { 'retry-after': '1' });
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toUTCString();

/** The faults of a partner API that who calls it can see. Those of TLS need certificates, and are made where the transport is tested. */
export const partnerFaults: readonly PartnerFault[] = [
  { id: 'A1', title: 'The page of the shop in place of JSON', journey: 'orders', serve: instead(200, 'text/html; charset=utf-8', html), outcome: 'fail', told: ['API_NOT_JSON', 'release', /starting with "<!doctype html>/] },
  { id: 'A1b', title: 'A redirect to the login page', journey: 'orders', serve: instead(302, 'text/html', '', { location: '/login' }), outcome: 'fail', told: ['API_STATUS', 'release', /answered 302/] },
  { id: 'A2', title: 'The sandbox answers in production', journey: 'account', serve: edit(/"livemode":true/, '"livemode":false'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.livemode is false; expected true/] },
  { id: 'A3', title: 'A test key is taken for a live one', journey: 'account', serve: edit(/live_/, 'test_'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.key is "test_7f3a"/] },
  { id: 'A6', title: 'A field is renamed', journey: 'orders', serve: edit(/"total":/g, '"grandTotal":'), outcome: 'fail', told: ['API_VALUE', 'release', /total\.amount is missing/] },
  { id: 'A6b', title: 'A field is gone from one entry', journey: 'orders', serve: edit(/"customer":\{[^}]*\},/, ''), outcome: 'fail', told: ['API_SCHEMA', 'release', /must have required property 'customer'/] },
  { id: 'A7', title: 'An envelope more', journey: 'orders', serve: edit(/^([^]*)$/, '{"data":$1}'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.orders is missing/] },
  { id: 'A8', title: 'Null where an object was', journey: 'orders', serve: edit(/"customer":\{[^}]*\}/g, '"customer":null'), outcome: 'fail', told: ['API_SCHEMA', 'release', /customer must be object/] },
  { id: 'A8b', title: 'Null where a list was', journey: 'orders', serve: edit(/"orders":\[[^]*\],/, '"orders":null,'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.orders is null/] },
  { id: 'A9', title: 'A state that nobody knows', journey: 'orders', serve: edit(/"status":"packed"/, '"status":"on_hold"'), outcome: 'fail', told: ['API_VALUE', 'release', /status is "on_hold"/] },
  { id: 'A10', title: 'A number in quotation marks', journey: 'orders', serve: edit(/"amount":(\d+)/g, '"amount":"$1"'), outcome: 'fail', told: ['API_VALUE', 'release', /amount is a string/] },
  { id: 'A10b', title: 'A time in seconds', journey: 'orders', serve: edit(/"createdAt":"[^"]*"/g, '"createdAt":1783070000'), outcome: 'fail', told: ['API_VALUE', 'release', /createdAt is a number/] },
  { id: 'A11', title: 'The page number is ignored', journey: 'pages', serve: (partner) => (request) => { request.query.delete('page'); return partner(request); }, outcome: 'fail', told: ['API_VALUE', 'release', /is "ord_\d+" .*expected another value than the captured first/] },
  { id: 'A11b', title: 'The list is empty', journey: 'orders', serve: edit(/"orders":\[[^]*\],/, '"orders":[],'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.orders has 0 items/] },
  { id: 'A12', title: 'The credentials have run out', journey: 'orders', serve: instead(401, 'application/problem+json', '{"title":"Unauthorized","detail":"token expired"}'), outcome: 'fail', told: ['API_STATUS', 'release', /answered 401/] },
  { id: 'A13', title: 'Too many requests, for ever', journey: 'orders', serve: limited, outcome: 'fail', told: ['API_QUOTA', 'environment', /answered 429.*retry-after: 1/] },
  { id: 'A13b', title: 'Too many requests, once', journey: 'orders', serve: firstOnly(limited), outcome: 'flaky', told: ['API_RETRIED', 'release', /answered only at attempt 2/] },
  { id: 'A14', title: 'An error inside of 200', journey: 'status', serve: instead(200, 'application/json; charset=utf-8', '{"status":"error","errors":[{"message":"no route to the order service"}]}'), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.status is "error"/] },
  { id: 'A16', title: 'Requests on a reused connection get lost', journey: 'status', serve: dropReused, outcome: 'fail', told: ['API_REUSE_LOST', 'release', /lost its answer on a reused connection/] },
  { id: 'A17', title: 'A redirect that makes a GET of a POST', journey: 'create', serve: onPost(instead(301, 'text/plain', '', { location: '/v1/orders/' })), outcome: 'fail', told: ['API_REDIRECT', 'release', /turns the call into a GET/] },
  { id: 'A17b', title: 'A redirect to another host', journey: 'create', serve: onPost(instead(307, 'text/plain', '', { location: 'http://localhost:9/v1/orders' })), outcome: 'fail', told: ['API_REDIRECT', 'release', /leads to another host/] },
  { id: 'A18', title: 'The idempotency key is ignored', journey: 'create', serve: (partner) => (request) => partner({ ...request, headers: { ...request.headers, 'idempotency-key': undefined } }), outcome: 'fail', told: ['API_VALUE', 'release', /\$\.id is "ord_\d+"; expected the captured orderId/] },
  { id: 'A21', title: 'A bot challenge in place of the API', journey: 'orders', serve: instead(403, 'text/html; charset=utf-8', challenge), outcome: 'fail', told: ['API_STATUS', 'release', /answered 403.*Just a moment/] },
  { id: 'A22', title: 'The version is gone', journey: 'orders', serve: instead(410, 'application/problem+json', '{"title":"Gone","detail":"v1 ended"}'), outcome: 'fail', told: ['API_STATUS', 'release', /answered 410/] },
  { id: 'A22b', title: 'The version is about to end', journey: 'orders', serve: header('sunset', () => days(20)), outcome: 'pass', told: ['API_SUNSET', 'release', /says that it ends on/] },
  { id: 'A23', title: 'The clock is an hour behind', journey: 'orders', serve: header('date', () => days(-1 / 24)), outcome: 'pass', told: ['CLOCK_SKEW', 'environment', /behind the one of this machine/] },
  { id: 'A24', title: 'An id beyond 2^53', journey: 'create', serve: edit(/"id":"ord_\d+"/, '"id":9007199254740993123'), outcome: 'fail', told: ['API_NOT_CAPTURED', 'release', /\$\.id is an integer beyond 2\^53/] },
  { id: 'A25', title: 'Times without their offset', journey: 'orders', serve: edit(/(:\d\d)Z"/g, '$1"'), outcome: 'fail', told: ['API_VALUE', 'release', /createdAt is "[^"]*:\d\d"/] },
  { id: 'A26', title: 'A wrong charset', journey: 'orders', serve: header('content-type', () => 'application/json; charset=iso-8859-1'), outcome: 'fail', told: ['API_CONTENT_TYPE', 'release', /iso-8859-1/] },
  { id: 'A27', title: 'Said to be brotli, and is not', journey: 'orders', serve: header('content-encoding', () => 'br'), outcome: 'fail', told: ['API_UNREACHABLE', 'release', /an answer that cannot be read/] },
  { id: 'A27b', title: 'The connection ends in the middle of the body', journey: 'orders', serve: out((sent) => ({ ...sent, headers: { ...sent.headers, 'content-length': String(sent.body.length), connection: 'close' }, body: sent.body.subarray(0, 40) })), outcome: 'fail', told: ['API_UNREACHABLE', 'release', /lost its connection/] },
  { id: 'A28', title: 'A gateway rewrites errors', journey: 'negative', serve: instead(404, 'text/html', '<h1>Not Found</h1>'), outcome: 'fail', told: ['API_NOT_JSON', 'release', /text\/html/] },
  { id: 'A28b', title: 'An error comes as 200', journey: 'negative', serve: out((sent) => ({ ...sent, status: 200 })), outcome: 'fail', told: ['API_STATUS', 'release', /answered 200.*expected status 404/] },
  { id: 'A29', title: 'The host name does not resolve', journey: 'orders', baseUrl: 'http://partner.invalid', outcome: 'fail', told: ['API_UNREACHABLE', 'environment', /got no connection: (ENOTFOUND|EAI_AGAIN)/] },
  { id: 'A29b', title: 'Nobody listens', journey: 'orders', baseUrl: 'http://127.0.0.1:9', outcome: 'fail', told: ['API_UNREACHABLE', 'environment', /ECONNREFUSED/] },
  { id: 'A30', title: 'Answers late', journey: 'orders', serve: late(4500), outcome: 'fail', told: ['API_SLOW', 'release', /took .*expected at most 4\.0 s/] },
  { id: 'A30b', title: 'Answers somewhat late', journey: 'orders', serve: late(2500), outcome: 'pass', told: ['API_SLOW', 'release', /took .*expected at most 2\.0 s/] },
  { id: 'A30c', title: 'Never answers', journey: 'orders', serve: () => () => 'never', outcome: 'fail', told: ['API_TIMEOUT', 'release', /./] },
  { id: 'A31', title: 'Unavailable once', journey: 'orders', serve: firstOnly(busy), outcome: 'flaky', told: ['API_RETRIED', 'release', /answered only at attempt 2.*503/] },
  { id: 'A31b', title: 'Unavailable for ever', journey: 'orders', serve: busy, outcome: 'fail', told: ['API_STATUS', 'release', /answered 503/] },
  { id: 'A31c', title: 'A gateway without what is behind it', journey: 'orders', serve: instead(502, 'text/html', gateway), outcome: 'fail', told: ['API_STATUS', 'release', /answered 502.*Bad Gateway/] },
  { id: 'A32', title: 'A server error', journey: 'orders', serve: instead(500, 'application/problem+json', '{"title":"Internal error"}'), outcome: 'fail', told: ['API_STATUS', 'release', /answered 500/] },
  { id: 'A33', title: 'An empty body', journey: 'orders', serve: instead(200, 'application/json; charset=utf-8', ''), outcome: 'fail', told: ['API_NOT_JSON', 'release', /empty/] },
  { id: 'A34', title: 'JSON that is none', journey: 'orders', serve: edit(/"amount":\d+/, '"amount":NaN'), outcome: 'fail', told: ['API_NOT_JSON', 'release', /is not valid JSON/] },
  { id: 'A35', title: 'An order that is not there after it was made', journey: 'create', serve: out((sent, { method, path }) => (method === 'GET' && path !== '/v1/orders' ? json(404, { title: 'Not found' }) : sent)), outcome: 'fail', told: ['API_STATUS', 'release', /answered 404/] },
];

/** The balancer keeps connections that the back end has given up. */
function dropReused(partner: Handler): Handler {
  const seen = new WeakSet<object>();
  return (request) => {
    if (seen.has(request.socket)) return 'never';
    seen.add(request.socket);
    return partner(request);
  };
}
