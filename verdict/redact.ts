const mask = '[redacted]';

/** Shorter values would blot out ordinary words. */
const shortestSecret = 4;

type Replacer = (text: string) => string;

/*
 * Every pattern runs in linear time: a run that a pattern scans is entered at its start only
 * (lookbehind), or is bounded, or excludes the text that starts the pattern.
 */

// A name that ends in one of these holds a secret, whatever stands before it: csrfToken, db_password.
const secretName = String.raw`(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|private[_-]?key|credentials?|authorization|cookie|session[_-]?id|pwd)`;
const secretParameter = String.raw`(?:key|sig|signature|code|auth|sid|session|jwt|assertion|subscription-key|x-amz-credential|(?:[a-z0-9]{1,20}[_-]){0,4}(?:signature|password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|private[_-]?key|session[_-]?id))`;
const secretFormField = String.raw`(?:[a-z0-9]{1,20}[_-]){0,4}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|pwd)`;

const privateKey = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----(?:[^-"]|-(?!----))*(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY-----)?/g;
const jsonProperty = new RegExp(String.raw`("[\w-]{0,60}${secretName}"\s{0,9}:\s{0,9})(?:"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.eE+-]{0,40})`, 'gis');
const escapedJsonProperty = new RegExp(String.raw`(\\"[\w-]{0,60}${secretName}\\"\s{0,9}:\s{0,9}\\")(?:[^"\\]|\\[^"\\]|\\\\(?:\\["\\]|[^"\\]))*`, 'gi');
const quotedProperty = new RegExp(String.raw`((?<![\w-])'?[\w-]{0,60}${secretName}'?\s{0,9}[:=]\s{0,9}')[^'\r\n]*`, 'gi');
const authorizationHeader = /((?<![\w-])(?:proxy-)?authorization[ \t]{0,9}[:=][ \t]{0,9})(?:[A-Za-z][\w-]{0,40} {1,3})?(?:[\w-]{1,40}=\\?"(?![,}\]])[^"\\\r\n]{0,2000}\\?"|[^\s"'<>,\\]+)(?:,[ \t]{0,9}[\w-]{1,40}=(?:\\?"[^"\\\r\n]{0,2000}\\?"|[^\s,"'\\]{1,2000}))*/gi;
const cookieHeader = /((?<![\w-])(?:set-)?cookie2?[ \t]{0,9}[:=][ \t]{0,9})(?=[^\s;="':]{1,200}=)(?:="[^\s",;\\]*"|\\.|[^"\\\r\n])+/gi;
const secretHeader = /((?<![\w-])x-[a-z0-9-]{0,40}(?:token|secret|key|signature|password)[ \t]{0,9}:[ \t]{0,9})[^\s"'<>,\\]+/gi;
const bearer = /((?<![\w-])bearer[ \t]{1,9})(?=[\w.~+/-]*\d|[\w.~+/-]{20})[\w.~+/-]{4,}=*/gi;
const basic = /((?<![\w-])basic[ \t]{1,9})([A-Za-z0-9+/_-]{6,}={0,2})/gi;
const jwt = /(?<![\w-])eyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*){1,4}/g;
const userinfo = /(?<=:(?:\/\/|\\\/\\\/))[^\s/?#"'<>\\]{1,500}@/g;
const queryParameter = new RegExp(String.raw`((?:[?&#;]|&amp;|%3f|%26|\\u0026)${secretParameter}(?:=|%3d))[^&#\s"'<>\\]+`, 'gi');
const formField = new RegExp(String.raw`((?<![\w.-])${secretFormField}=)[^&#\s"'<>\\]+`, 'gi');
const knownFormats = /(?<![A-Za-z0-9])(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|gh[opsur]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255}|glpat-[\w-]{20,255}|xox[abeoprs]-[\w-]{10,255}|AIza[\w-]{35}|[rs]k_(?:live|test)_\w{16,255}|npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g;

/** Whether the text after `Basic` is a user and a password, and not the next word of a sentence. */
function holdsCredentials(encoded: string): boolean {
  const body = encoded.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  const decoded = atob(body.slice(0, body.length - (body.length % 4 === 1 ? 1 : 0)));
  return /^[^:\0-\x1f]*:/.test(decoded);
}

function redactPatterns(text: string): string {
  return text
    .replace(privateKey, mask)
    .replace(jsonProperty, `$1"${mask}"`)
    .replace(escapedJsonProperty, `$1${mask}`)
    .replace(quotedProperty, `$1${mask}`)
    .replace(authorizationHeader, `$1${mask}`)
    .replace(cookieHeader, `$1${mask}`)
    .replace(secretHeader, `$1${mask}`)
    .replace(bearer, `$1${mask}`)
    .replace(basic, (whole, lead: string, encoded: string) => (holdsCredentials(encoded) ? `${lead}${mask}` : whole))
    .replace(jwt, mask)
    .replace(userinfo, `${mask}@`)
    .replace(queryParameter, `$1${mask}`)
    .replace(formField, `$1${mask}`)
    .replace(knownFormats, mask);
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** The ways in which a value is written down in URLs, forms, headers and JSON. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inBase64 = base64(secret).replace(/=+$/, '');
  return [
    secret,
    ...[inUrl, inForm].flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]),
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inBase64,
    inBase64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function knownSecrets(secrets: string[]): Replacer {
  const usable = secrets.filter((secret) => secret.trim().length >= shortestSecret);
  const forms = [...new Set(usable.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(forms.map((form) => escapeForPattern(form)).join('|'), 'g');
  return (text) => text.replace(pattern, mask);
}

/**
 * Makes a function that replaces secrets by `[redacted]`: the given values, also where they stand
 * URL-encoded, in base64 or JSON-escaped, and whatever looks like a credential by its form or its
 * place. JSON stays JSON. Values shorter than 4 characters are not looked for.
 */
export function createRedactor(secrets: string[]): (text: string) => string {
  const redactKnown = knownSecrets(secrets);
  return (text) => redactPatterns(redactKnown(text));
}

/** A redactor that learns secrets while it is used. */
export interface LearningRedactor {
  redact: (text: string) => string;
  /** From now on the value is replaced too, in all its forms. */
  learn(secret: string): void;
}

/** Makes a redactor that learns, on top of another one. */
export function learningRedactor(base: (text: string) => string): LearningRedactor {
  const learned: string[] = [];
  let known: Replacer = (text) => text;
  return {
    redact: (text) => base(known(text)),
    learn(secret) {
      if (learned.includes(secret)) return;
      learned.push(secret);
      known = knownSecrets(learned);
    },
  };
}
