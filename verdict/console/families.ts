/** Names of the message families, also used in findings. */
export type FamilyId =
  | 'MOD' | 'NOSNIFF' | 'DYN' | 'CHUNK' | 'FRAME' | 'CSP' | 'SRI' | 'CORS' | 'MIXED' | 'CSSMIME' | 'FONT' | 'NET' | 'SOCKET'
  | 'HYD' | 'WASM' | 'SPEC' | 'JSON' | 'CLS' | 'FETCH' | 'WORKER' | 'INJECT' | 'WEBGL' | 'GLOBAL' | 'UNDEF';

/** A kind of message that browsers and libraries word in their own ways, and what stands behind it. */
export interface MessageFamily {
  id: FamilyId;
  /** Wordings of Chromium, Firefox, WebKit and libraries. A group named `url` is the resource that the message is about. */
  patterns: RegExp[];
  /** What the message says, as a sentence without its end. */
  says: string;
  cause: string;
  advice: string;
  /**
   * Null when the message is a cause of its own. Otherwise it only follows from a failed request, which is, in the
   * order to try: `named` in the text, the `source` that the message came from, or `nearby` in time.
   */
  follows: readonly ('named' | 'source' | 'nearby')[] | null;
  /** Whether a line about an own resource blocks when nothing else tells it; a pattern decides by the text. */
  blocks: boolean | RegExp;
  /** All messages are one cause, whatever file they name. */
  collapses: boolean;
}

const deployed = 'Check that every file of this build is deployed, before the HTML that names it.';
const policyOf = 'Compare the response header with the one of the other environments.';

/** In the order in which they are tried; the first that fits counts. */
export const families: readonly MessageFamily[] = [
  family('DYN', [/Failed to fetch dynamically imported module: (?<url>\S+)/, /error loading dynamically imported module:? ?(?<url>\S*)/, /Importing a module script failed/], {
    says: 'a part of the application could not be loaded', cause: 'a file of the build is missing or blocked', advice: deployed, follows: ['named', 'nearby'], blocks: true, collapses: true,
  }),
  family('CHUNK', [/ChunkLoadError/, /Loading (?:CSS )?chunk \S+ failed/, /Failed to load chunk /, /Unable to preload CSS for (?<url>\S+)/, /ScriptExternalLoadError/], {
    says: 'a chunk of the application could not be loaded', cause: 'a chunk of the build is missing or blocked', advice: deployed, follows: ['named', 'nearby'], blocks: true, collapses: true,
  }),
  family('MOD', [
    /Failed to load module script: (?:Expected a JavaScript|The server responded with a non-JavaScript MIME type)/,
    /Loading module from [“"](?<url>[^”"]+)[”"] was blocked because of a disallowed MIME type/,
    /'[\w./+-]*' is not a valid JavaScript MIME type/,
  ], { says: 'a module script came with a type that is no script', cause: 'a fallback page answers in place of a missing file, or the server has the wrong type', advice: deployed, follows: ['named', 'source', 'nearby'], blocks: true }),
  family('CSSMIME', [/Refused to apply style from '(?<url>[^']+)' because its MIME type/, /stylesheet (?<url>\S+) was not loaded because its MIME type/, /Did not parse stylesheet at '(?<url>[^']+)' because non CSS MIME types/], {
    says: 'a stylesheet came with a type that is no style', cause: 'a fallback page answers in place of a missing file', advice: deployed, follows: ['named', 'source'], blocks: true,
  }),
  family('NOSNIFF', [/Refused to execute script from '(?<url>[^']+)' because its MIME type/, /The resource from [“"](?<url>[^”"]+)[”"] was blocked due to MIME type/, /Refused to execute (?<url>\S+) as script because "X-Content-Type-Options: nosniff"/], {
    says: 'a script came with a type that is no script', cause: 'a fallback page answers in place of a missing file, or the server has the wrong type', advice: deployed, follows: ['named', 'source'], blocks: true,
  }),
  family('FRAME', [/Refused to display '(?<url>[^']+)' in a frame because/, /Framing '(?<url>[^']+)' violates the following/, /The loading of [“"](?<url>[^”"]+)[”"] in a frame is denied by/, /Refused to frame '(?<url>[^']+)'/], {
    says: 'a page refuses to be shown in a frame', cause: 'X-Frame-Options or frame-ancestors of the framed page', advice: policyOf, follows: ['named'], blocks: false,
  }),
  family('CSP', [
    /^(?:Executing|Refused to execute) (?<url>inline) script/,
    /^(?:Loading|Connecting to|Executing|Applying|Evaluating|Creating|Sending|Manifest)[^']{0,60}(?:'(?<url>[^']*)'[^']{0,20})?violates the following Content Security Policy/,
    /^(?:Fetch API|XMLHttpRequest) cannot load (?<url>\S{1,1000}?)\.? Refused to connect because it violates/,
    /^Refused to (?:load|connect to) (?<url>(?:https?|wss?):\S+) because it (?:does not appear|violates)/,
    /^Refused to (?:load|connect|execute|apply|evaluate|create|send)[^']{0,60}'?(?<url>https?:[^\s']+)?'?[^']{0,40}because [^']{0,80}(?:Content Security Policy|unsafe-eval)/,
    /^Refused to (?:execute inline|apply inline|evaluate a string)/,
    /^Content-Security-Policy: The page[’']s settings blocked [^:]{1,80} at (?<url>\S+)/,
  ], {
    says: 'the Content-Security-Policy forbids what the page does', cause: 'the policy of this environment does not fit the release', advice: policyOf, follows: ['named', 'source'],
    blocks: /^(?:Loading|Refused to load) the (?:script|stylesheet)\b|^(?:Executing|Refused to execute) inline script|settings blocked a (?:script|style) \((?:script|style)-src-elem/,
  }),
  family('SRI', [/Failed to find a valid digest in the 'integrity' attribute for resource '(?<url>[^']+)'/, /None of the [“"]\w+[”"] hashes in the integrity attribute match the content of the subresource(?: at [“"](?<url>[^”"]+))?/, /(?:Cannot load \S+ (?<url>\S+)\. )?Failed integrity metadata check/], {
    says: 'a file does not match its integrity hash', cause: 'something between build and browser changes the file', advice: 'Compare the served file with the built one; a CDN that minifies or rewrites breaks the hash.', follows: ['named', 'source'], blocks: true,
  }),
  family('CORS', [/^Access to .{1,60} at '(?<url>[^']+)' (?:\(redirected from '[^']*'\) )?from origin '[^']*' has been blocked by CORS policy/, /^Cross-Origin Request Blocked: .{1,200}?resource at (?<url>\S+?)\.? \(Reason/, /(?:cannot load|Cannot load) (?<url>\S+) due to access control checks/, /^Origin \S+ is not allowed by Access-Control-Allow-Origin/], {
    says: 'the other side does not allow this origin', cause: 'missing or wrong Access-Control headers of this environment', advice: 'Add the origin of this environment to those that the other side allows.', follows: ['named', 'source', 'nearby'], blocks: /^Access to (?:script|CSS stylesheet)/,
  }),
  family('MIXED', [/^Mixed Content: The page at '[^']*' was loaded over HTTPS, but requested an insecure [\w ]{1,40}'(?<url>[^']+)'/, /^Blocked loading mixed active content [“"](?<url>[^”"]+)/, /^\[blocked\] The page at .{1,300} insecure content from (?<url>\S+)/], {
    says: 'a secure page asks for something over plain HTTP', cause: 'a base URL of this environment starts with http:', advice: 'Correct the base URL in the configuration of this environment.', follows: ['named'], blocks: /insecure (?:script|stylesheet)|mixed active content/,
  }),
  family('FONT', [/^Failed to decode downloaded font: (?<url>\S+)/, /^OTS parsing error/, /^downloadable font: /], {
    says: 'a web font could not be used', cause: 'the font file is missing, damaged or a fallback page', advice: deployed, follows: ['named', 'source'], blocks: false,
  }),
  family('NET', [/^Failed to load resource: /, /^Loading failed for the <\w+> with source [“"](?<url>[^”"]+)/, /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<url>https?:\S+) (?:net::ERR_\w+|[45]\d\d)\b/], {
    says: 'a request failed', cause: 'the server or the way to it', advice: 'Check this address at the server or CDN.', follows: ['named', 'source'], blocks: false,
  }),
  family('SOCKET', [/WebSocket connection to '(?<url>[^']+)' failed/, /establish a connection to the server at (?<url>wss?:\S+?)\.?$/, /EventSource's response has a MIME type/], {
    says: 'a live connection could not be made', cause: 'a proxy does not pass on upgrades, or the service is down', advice: 'Check that proxies of this environment allow the upgrade and keep the connection.', follows: ['named'], blocks: false,
  }),
  family('HYD', [/Minified React error #(?:418|419|421|422|423|425)\b/, /Hydration failed|error while hydrating|Text content does not match server-rendered|Hydration (?:node|text|children|attribute|class|style|completed)[^.]{0,40} mismatch/, /\bNG05\d\d\b/], {
    says: 'server and browser render the page differently', cause: 'HTML and scripts of two builds, or data that differs between server and browser', advice: 'Check that HTML and scripts are of one build; then look for dates, random values and locale in the rendered parts.', follows: null, blocks: false, collapses: true,
  }),
  family('WASM', [/WebAssembly.{0,300}MIME type/, /Unexpected response MIME type\. Expected 'application\/wasm'/, /CompileError: WebAssembly/], {
    says: 'a WebAssembly module could not be used', cause: 'the server sends it with another type, or a page in its place', advice: 'Serve .wasm as application/wasm, and check that the file is deployed.', follows: ['nearby'], blocks: true,
  }),
  family('SPEC', [/Failed to resolve module specifier/, /does(?: not|n't) provide an export named/, /was a bare specifier/, /does not resolve to a valid URL/, /Importing binding name '[^']*' is not found/], {
    says: 'scripts do not fit together', cause: 'files of two builds, or a missing import map', advice: 'Check that all scripts are of one build, also at the CDN and in service workers.', follows: null, blocks: true,
  }),
  family('JSON', [/is not valid JSON/, /Unexpected (?:token .{1,6} in JSON|end of JSON input)/, /\bJSON\.parse: /, /JSON Parse error: /], {
    says: 'an answer that should be JSON is something else', cause: 'an API answers with a page or with nothing', advice: 'Check the route to the API: a fallback, login or error page answers in its place.', follows: ['nearby'], blocks: false,
  }),
  family('CLS', [/Unexpected token '?<'?/, /expected expression, got '<'/], {
    says: 'a script is in truth a web page', cause: 'a fallback page answers in place of a missing file', advice: deployed, follows: ['source', 'nearby'], blocks: true,
  }),
  family('WORKER', [/Failed to construct '(?:Shared)?Worker'/, /Failed to (?:register|update) a ServiceWorker/, /Failed to execute 'importScripts'/], {
    says: 'a worker could not be started', cause: 'its script is missing, blocked or of the wrong type', advice: deployed, follows: ['nearby'], blocks: false,
  }),
  family('FETCH', [/(?:^|TypeError: )(?:Failed to fetch|NetworkError when attempting to fetch resource\.?|Load failed)\s*$/, /(?:^|AxiosError: )Network Error\s*$/], {
    says: 'a call for data failed without an answer', cause: 'network, CORS or Content-Security-Policy', advice: 'Look at the failed request beside it.', follows: ['nearby'], blocks: false,
  }),
  family('INJECT', [/NullInjectorError|No provider for \w|\bNG0201\b/], {
    says: 'the application lacks one of its own services', cause: 'an incomplete build, or a part that was not loaded', advice: deployed, follows: null, blocks: false,
  }),
  family('WEBGL', [/(?:Error|Failed) (?:creating|to create|to initialize) (?:a )?WebGL|WebGL (?:is )?not supported/i], {
    says: 'no WebGL context could be made', cause: 'the browser of this machine has no graphics', advice: 'Start the browser with software WebGL before blaming the release.', follows: null, blocks: false,
  }),
  family('GLOBAL', [/ReferenceError: .{1,80} is not defined/, /ReferenceError: Can't find variable: /], {
    says: 'a name that the code relies on does not exist', cause: 'a script, own or foreign, that defines it was not loaded, or a build-time setting is missing', advice: 'Look for a failed script before it; then for settings that this environment lacks.', follows: null, blocks: false,
  }),
  family('UNDEF', [/Cannot read propert(?:y|ies) (?:'[^']*' )?of (?:undefined|null)/, /can't access property .{1,80} is (?:undefined|null)/, /(?:undefined|null) is not an object/, /TypeError: .{1,120} is (?:undefined|null|not a function|not iterable)/], {
    says: 'a value that the code relies on is missing', cause: 'an answer or a setting lacks a field, or files of two builds', advice: 'Look at the named place; a value that the code relies on is probably missing in this environment.', follows: null, blocks: false,
  }),
];

/** Longest text that is looked at; what follows cannot change what a message is. */
export const regarded = 2000;

/** The family of a message and the resource it names (null when it names none), or null for a message of its own kind. */
export function familyOf(text: string): { family: MessageFamily; resource: string | null } | null {
  const head = text.slice(0, regarded);
  for (const family of families) {
    for (const pattern of family.patterns) {
      const match = pattern.exec(head);
      if (match) return { family, resource: resourceIn(match.groups?.url ?? null, head, family) };
    }
  }
  return null;
}

/** The family with this id. */
export function familyById(id: FamilyId): MessageFamily {
  return families.find((family) => family.id === id) as MessageFamily;
}

/** Whether a line of this family, about an own resource, blocks when nothing else tells it. */
export function blocksAlone(family: MessageFamily, text: string): boolean {
  return typeof family.blocks === 'boolean' ? family.blocks : family.blocks.test(text.slice(0, regarded));
}

function resourceIn(captured: string | null, text: string, { id }: MessageFamily): string | null {
  const named = captured || (id === 'CHUNK' ? (/(?:https?|wss?):\/\/[^\s'"“”)\]]{1,1000}/.exec(text)?.[0] ?? null) : null);
  return named === null ? null : named.replace(/[.,;:]+$/, '');
}

function family(id: FamilyId, patterns: RegExp[], rest: Omit<MessageFamily, 'id' | 'patterns' | 'collapses'> & { collapses?: boolean }): MessageFamily {
  return { collapses: false, ...rest, id, patterns };
}
