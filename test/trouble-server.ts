import { readFileSync } from 'node:fs';
import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, type Server, createServer as createRawServer } from 'node:net';
import { join } from 'node:path';

/** What a hostile page says in its title, text, console and errors. */
export const hostileText = [
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  '::error::injected',
  '::set-output name=go::true',
  '##vso[task.complete result=Succeeded;]done',
  "##octopus[setVariable name='go' value='true']",
  "##teamcity[buildStatus status='SUCCESS']",
  'SPINNAKER_PROPERTY_GO=true',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  ']]></failure><testcase name="fake"/>',
].join('\n');

const healthy = page('<h1>All is well</h1><p>A page with words, a <a href="/healthy">link</a> and <button>a button</button>.</p>');

/** Pages that no release would want to show, by path. Each is complete HTML unless it is a handler. */
const pages: Record<string, string | RequestListener> = {
  '/healthy': healthy,
  '/redirect-loop': (_request, response) => void response.writeHead(302, { location: '/redirect-loop' }).end(),
  '/silent': () => {},
  '/late': (_request, response) => void setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(healthy), 6000),
  '/out-of-memory': page('<h1>Still here</h1><script>setTimeout(() => { const all = []; for (;;) all.push(new Array(100000).fill({})); }, 50)</script>'),
  '/huge': huge('text/html', '<!doctype html><title>Huge</title><body>', '<p>The quick brown fox jumps over the lazy dog, again and again and again.</p>\n'),
  '/huge-text': huge('text/html', '<!doctype html><title>Huge</title><body><p>', 'The quick brown fox jumps over the lazy dog, again and again and again.\n'),
  '/huge-comment': huge('text/html', '<!doctype html><title>Huge</title><body><!--', 'The quick brown fox jumps over the lazy dog, again and again and again.\n', '--></body>'),
  '/huge.json': huge('application/json', '[1', ',{"id":"4711","words":"the quick brown fox"}'),
  '/console': page('<h1>Talkative</h1><script>for (let i = 0; i < 50000; i++) { console.error("the same line"); console.error("word" + i.toString(36).replace(/[0-9]/g, (d) => "qrstuvwxyz"[d]) + " went wrong"); }</script>'),
  '/exceptions': page('<h1>Thrower</h1><script>let n = 0; setInterval(() => { for (let i = 0; i < 20; i++) queueMicrotask(() => { throw new Error("broken " + n++); }); }, 5)</script>'),
  '/dialogs': page('<h1>Talks to you</h1><script>onbeforeunload = (event) => { event.preventDefault(); return "stay"; }; setTimeout(() => { for (;;) { alert("a"); confirm("b"); prompt("c"); } }, 50)</script>'),
  '/download': (_request, response) => void response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="shop.bin"' }).end('bytes'),
  '/pop-ups': page('<h1>Pop</h1><script>for (let i = 0; i < 500; i++) window.open("/healthy?" + i, "_blank"); throw new Error("blocked")</script>'),
  '/frames': page('<script>for (let i = 0; parent.parent === parent && i < 8; i++) { const frame = document.createElement("iframe"); frame.src = "/frames?" + Math.random(); document.body.append(frame); } throw new Error("framed")</script>'),
  '/reloads': page('<h1>Again</h1><script>setTimeout(() => location.reload(), 30)</script>'),
  '/hostile': (_request, response) => {
    const script = `const text = ${JSON.stringify(hostileText).replaceAll('<', '\\u003c')}; document.title = text; document.body.append(text); console.error(text); console.error("x".repeat(1e6)); setTimeout(() => { throw new Error(text); }, 10);`;
    response.writeHead(500, { 'content-type': 'text/html', 'x-version': '::error::version ##vso[task.complete]' }).end(page(`<script>${script}</script>`));
  },
};

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Trouble</title></head><body>${body}</body></html>`;
}

/** 100 MB, written no faster than it is read. */
function huge(type: string, start: string, piece: string, end = '</body>'): RequestListener {
  const chunk = Buffer.from(piece.repeat(Math.ceil(64_000 / piece.length)));
  return (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type });
    response.write(start);
    let left = Math.ceil(100_000_000 / chunk.length);
    const more = () => {
      while (left > 0) {
        left--;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end(type === 'application/json' ? ']' : end);
    };
    more();
  };
}

/** Servers with every trouble, on loopback. */
export interface TroubleServers {
  /** Serves the troubles by path. */
  url: string;
  /** Serves HTTPS with a certificate that nobody trusts. */
  secureUrl: string;
  /** Accepts connections and says nothing. */
  muteUrl: string;
  /** Nobody listens here. */
  deadUrl: string;
  close(): Promise<void>;
}

export async function startTroubleServers(): Promise<TroubleServers> {
  const answer: RequestListener = (request, response) => {
    const found = pages[new URL(request.url ?? '/', 'http://host').pathname];
    response.on('error', () => {});
    if (typeof found === 'function') found(request, response);
    else if (found === undefined) response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(found);
  };
  const tls = (name: string) => readFileSync(join(import.meta.dirname, 'fixture-tls', name));
  const plain = createServer(answer);
  const secure = createSecureServer({ key: tls('test-only-key.pem'), cert: tls('test-only-certificate.pem') }, answer);
  const sockets = new Set<{ destroy(): void }>();
  const mute = createRawServer((socket) => void sockets.add(socket.on('error', () => {})));
  const dead = createRawServer();
  const [port, securePort, mutePort, deadPort] = await Promise.all([plain, secure, mute, dead].map(listen));
  await new Promise((done) => dead.close(done));
  return {
    url: `http://127.0.0.1:${port}`,
    secureUrl: `https://127.0.0.1:${securePort}`,
    muteUrl: `http://127.0.0.1:${mutePort}`,
    deadUrl: `http://127.0.0.1:${deadPort}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const server of [plain, secure]) server.closeAllConnections();
      await Promise.all([plain, secure, mute].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
