import { type FamilyId, familyOf, regarded } from './families.ts';

/** A message that says nothing about a release, and why it does not. */
export interface NoiseEntry {
  id: string;
  reason: string;
  /** Fits the text. */
  text?: RegExp;
  /** Fits the place that the message came from. With `text`, both must fit. */
  url?: RegExp;
}

/** Families that are never dropped, whatever the list says: they are what a broken deploy looks like. */
export const neverNoise: ReadonlySet<FamilyId> = new Set<FamilyId>(['MOD', 'NOSNIFF', 'CSSMIME', 'DYN', 'CHUNK', 'HYD', 'SRI', 'SPEC', 'CLS', 'JSON', 'WASM']);

/** The whole list. Nothing is dropped for a bare status or for "Failed to load resource" alone. */
export const noise: readonly NoiseEntry[] = [
  { id: 'favicon', reason: 'browsers ask for icons by themselves, and no page depends on one', text: /^Failed to load resource|^(?:GET )?\S*favicon/, url: /\/(?:favicon[\w.-]*|apple-touch-icon[\w.-]*)\.(?:ico|png|svg)(?:[?#]|$)/ },
  { id: 'favicon-line', reason: 'browsers ask for icons by themselves, and no page depends on one', text: /^(?:GET )?\S*\/favicon\.ico\b/ },
  { id: 'source-map', reason: 'only developer tools read source maps', text: /^(?:DevTools failed to load source ?map|Source map error: |Could not (?:load|read) source map)/ },
  { id: 'source-map-request', reason: 'only developer tools read source maps', text: /^Failed to load resource/, url: /\.(?:js|mjs|css)\.map(?:[?#]|$)/ },
  { id: 'aborted-request', reason: 'the page itself cancelled the request', text: /^Failed to load resource: net::ERR_ABORTED\s*$/ },
  { id: 'aborted-promise', reason: 'the page itself cancelled what it had begun', text: /^(?:Uncaught (?:\(in promise\) )?)*(?:DOMException: )?AbortError: / },
  { id: 'autoplay', reason: 'nobody clicked in this browser, so media may not start by themselves', text: /^(?:Uncaught (?:\(in promise\) )?)*NotAllowedError: (?:play\(\) failed|The request is not allowed by the user agent)/ },
  { id: 'preload-unused', reason: 'a hint that did not pay off harms nobody', text: /^The resource \S+ was preloaded using link preload but not used/ },
  { id: 'resize-observer', reason: 'a browser notice that a layout took one more round', text: /^(?:Uncaught (?:Error: )?|Error: )?ResizeObserver loop (?:limit exceeded|completed with undelivered notifications)/ },
  { id: 'extension', reason: 'it comes from an extension of the browser, not from the page', url: /^(?:chrome|moz|safari|safari-web|ms-browser)-extension:/ },
  { id: 'extension-line', reason: 'it comes from an extension of the browser, not from the page', text: /^(?:Unchecked runtime\.lastError|(?:Uncaught )?Error: Extension context invalidated)/ },
  { id: 'devtools-hint', reason: 'a hint for developers', text: /^(?:%c)?(?:Download the (?:React|Vue|Apollo) DevTools|\[Violation\] |\[HMR\] |You are running (?:a development build of )?Vue|Slow network is detected)/ },
  { id: 'graphics-driver', reason: 'it depends on the graphics of this machine', text: /^(?:\[\.?WebGL[^\]]{0,80}\] ?)?(?:GL Driver Message|GroupMarkerNotSet|Automatic fallback to software WebGL)|^\[\.?WebGL[^\]]{0,80}\] ?(?:GL Driver|PERFORMANCE WARNING)/ },
  { id: 'report-only', reason: 'a policy that only reports blocked nothing', text: /^\[Report Only\] |The policy is report-only|violates the following report-only |\(Report-Only policy\)|^Content-Security-Policy: \(Report-Only/ },
  { id: 'cookie-notice', reason: 'a notice of the browser about future cookie rules', text: /^(?:Third-party cookie (?:will be|is) blocked|Cookie [“"][^”"]{0,200}[”"] (?:will be soon|has been) |Reading cookie in cross-site context)/ },
  { id: 'policy-feature', reason: 'this browser does not know a feature that a header names', text: /^(?:Error with (?:Permissions|Feature)-Policy header: |Unrecognized feature: )/ },
];

/** The entry of the list that a message fits, or null when it has to be told. */
export function noiseOf(message: { text: string; url: string }): NoiseEntry | null {
  const text = message.text.slice(0, regarded);
  const fitting = noise.find((entry) => (entry.text === undefined || entry.text.test(text)) && (entry.url === undefined || entry.url.test(message.url.slice(0, regarded))));
  if (!fitting) return null;
  const family = familyOf(text)?.family.id;
  return family !== undefined && neverNoise.has(family) ? null : fitting;
}
