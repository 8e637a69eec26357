import type { AppPart } from './app-parts.ts';
import type { AppName } from './build-apps.ts';
import type { Truth } from './corpus/corpus-page.ts';
import type { Injection } from './faults.ts';

/** One way for a deployed app to be broken on its way to the visitor, by whatever stands before it. */
export type AppFault = {
  id: string;
  title: string;
  /** What a visitor gets. */
  truth: Truth;
  /** Where an app shows something else. */
  except?: Partial<Record<AppName, Truth>>;
  /** The apps for which it makes sense, or that stand for all where the app makes no difference; all of them when absent. */
  apps?: readonly AppName[];
  /** What one of the findings must name, where the page gives a hint. */
  cause?: RegExp;
  /** The route where it shows; the first page of the app when absent. */
  route?: 'lazy';
  injections: readonly Injection<AppPart>[];
};

const plain = 'text/plain; charset=utf-8';
const page = 'text/html; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';
const gone = { do: 'replace', status: 404, type: plain, body: 'Not Found' } as const;
const everyPart: AppPart[] = ['document', 'entry', 'library', 'chunk', 'style', 'chunk-style', 'data', 'image', 'icon', 'other'];

const unavailable = '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';
const welcome = '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n<style>\nhtml { color-scheme: light dark; }\nbody { width: 35em; margin: 0 auto;\nfont-family: Tahoma, Verdana, Arial, sans-serif; }\n</style>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n<p>If you see this page, the nginx web server is successfully installed and\nworking. Further configuration is required.</p>\n<p><em>Thank you for using nginx.</em></p>\n</body>\n</html>\n';

/** The apps as they should be, and harmless things that can happen to them: what must never be stopped. */
const harmless: readonly AppFault[] = [
  { id: 'none', title: 'Nothing is wrong', truth: 'healthy', injections: [] },
  { id: 'none-lazy', title: 'Nothing is wrong, on the route with lazy code', truth: 'healthy', route: 'lazy', injections: [] },
  { id: 'slow', title: 'Every answer takes 400 ms', truth: 'healthy', apps: ['react'], injections: everyPart.map((on) => ({ on, do: 'delay', ms: 400 })) },
  { id: 'data-slow', title: 'The data takes 1.5 s', truth: 'healthy', apps: ['vue', 'jquery'], injections: [{ on: 'data', do: 'delay', ms: 1500 }] },
  { id: 'icon-missing', title: 'The favicon is missing', truth: 'healthy', apps: ['jquery'], injections: [{ on: 'icon', ...gone }] },
  { id: 'tag-silent', title: 'The third-party tag never answers', truth: 'healthy', apps: ['vue'], injections: [{ on: 'document', do: 'edit', find: /\/tag\.js/g, put: '/silent.js' }] },
  { id: 'tag-missing', title: 'The third-party tag is gone', truth: 'minor', apps: ['react', 'svelte'], cause: /other parties/, injections: [{ on: 'document', do: 'edit', find: /\/tag\.js/g, put: '/gone.js' }] },
  { id: 'image-missing', title: 'A small picture is missing', truth: 'minor', apps: ['solid', 'jquery'], cause: /404/, injections: [{ on: 'image', ...gone }] },
];

/** Scripts that do not arrive as they were built. The jQuery app keeps the frame that its HTML has. */
const scripts: readonly AppFault[] = [
  { id: 'entry-missing', title: 'The entry script is gone', truth: 'white', except: { jquery: 'stuck' }, apps: ['react', 'jquery'], cause: /script \S+\.js answered 404/, injections: [{ on: 'entry', ...gone }] },
  { id: 'entry-as-page', title: 'The entry script is answered with index.html', truth: 'white', apps: ['vue', 'svelte'], cause: /script \S+\.js came as text\/html/, injections: [{ on: 'entry', do: 'shell' }] },
  { id: 'entry-shortened', title: 'The entry script was uploaded in half', truth: 'white', apps: ['solid'], cause: /SyntaxError/, injections: [{ on: 'entry', do: 'shorten', to: 0.5 }] },
  { id: 'entry-cut', title: 'The connection ends in the middle of the entry script', truth: 'white', apps: ['svelte'], cause: /\.js failed with ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE)/, injections: [{ on: 'entry', do: 'cut', to: 0.5 }] },
  { id: 'entry-empty', title: 'The entry script is empty', truth: 'white', except: { jquery: 'stuck' }, apps: ['svelte', 'jquery'], injections: [{ on: 'entry', do: 'replace', status: 200, type: javascript, body: '' }] },
  {
    id: 'entry-mistyped',
    title: 'The entry script is typed as plain text, with nosniff',
    truth: 'white',
    apps: ['react'],
    cause: /type that is no script/,
    injections: [
      { on: 'entry', do: 'header', name: 'content-type', value: plain },
      { on: 'entry', do: 'header', name: 'x-content-type-options', value: 'nosniff' },
    ],
  },
  { id: 'library-missing', title: 'The library beside the entry script is gone', truth: 'stuck', apps: ['jquery'], cause: /jquery\.min\.js answered 404/, injections: [{ on: 'library', ...gone }] },
  { id: 'scripts-forbidden', title: 'A Content-Security-Policy forbids own scripts', truth: 'white', apps: ['vue'], cause: /\.js was blocked by the Content-Security-Policy/, injections: [{ on: 'document', do: 'header', name: 'content-security-policy', value: 'script-src https://static.example' }] },
  { id: 'mount-renamed', title: 'The element that the app mounts on has another id', truth: 'white', apps: ['vue', 'svelte'], injections: [{ on: 'document', do: 'edit', find: / id="app"/g, put: ' id="root"' }] },
];

/** What a route loads by itself does not arrive. */
const chunks: readonly AppFault[] = [
  { id: 'chunk-missing', title: 'The code or content of the route is gone', truth: 'wrong', except: { react: 'white', vue: 'stuck', jquery: 'stuck' }, route: 'lazy', cause: /\.(js|html) answered 404/, injections: [{ on: 'chunk', ...gone }] },
  { id: 'chunk-as-page', title: 'The code or content of the route is answered with index.html', truth: 'wrong', except: { jquery: 'stuck' }, route: 'lazy', apps: ['solid', 'jquery'], cause: /\.(js|html) came as text\/html/, injections: [{ on: 'chunk', do: 'shell' }] },
  { id: 'chunk-foreign', title: 'The code of the route is of another build and exports something else', truth: 'stuck', except: { react: 'white' }, route: 'lazy', apps: ['react', 'vue'], injections: [{ on: 'chunk', do: 'replace', status: 200, type: javascript, body: 'export const renamed = 1;' }] },
  { id: 'chunk-style-missing', title: 'The stylesheet of the route is gone', truth: 'wrong', route: 'lazy', apps: ['svelte'], cause: /\.css answered 404/, injections: [{ on: 'chunk-style', ...gone }] },
];

/** Stylesheets that do not arrive as they were built. */
const styles: readonly AppFault[] = [
  { id: 'style-missing', title: 'The stylesheet is gone', truth: 'wrong', apps: ['solid'], cause: /\.css answered 404/, injections: [{ on: 'style', ...gone }] },
  { id: 'style-empty', title: 'The stylesheet is empty', truth: 'wrong', apps: ['vue'], injections: [{ on: 'style', do: 'replace', status: 200, type: 'text/css; charset=utf-8', body: '' }] },
  { id: 'style-as-page', title: 'The stylesheet is answered with index.html', truth: 'wrong', apps: ['react'], cause: /\.css came as text\/html/, injections: [{ on: 'style', do: 'shell' }] },
  { id: 'style-silent', title: 'The stylesheet never answers', truth: 'white', apps: ['jquery'], cause: /\.css never answered/, injections: [{ on: 'style', do: 'silence' }] },
  { id: 'style-hides', title: 'A rule of the stylesheet hides everything', truth: 'white', apps: ['solid'], cause: /body has opacity 0/, injections: [{ on: 'style', do: 'edit', find: /$/g, put: '\nbody{opacity:0}' }] },
];

/** The app's data. Vue and jQuery never say that it failed; React, Svelte and Solid do, in place of the data. */
const data: readonly AppFault[] = [
  { id: 'data-error', title: 'The data answers 500', truth: 'wrong', except: { vue: 'stuck' }, apps: ['react', 'vue'], cause: /\.json answered 500/, injections: [{ on: 'data', do: 'replace', status: 500, type: 'application/json; charset=utf-8', body: '{"error":"internal"}' }] },
  { id: 'data-as-page', title: 'The data is answered with index.html', truth: 'wrong', except: { jquery: 'stuck' }, apps: ['svelte', 'jquery'], cause: /\.json answered a web page/, injections: [{ on: 'data', do: 'shell' }] },
  { id: 'data-silent', title: 'The data never answers', truth: 'stuck', apps: ['react', 'solid', 'jquery'], cause: /\.json had no answer/, injections: [{ on: 'data', do: 'silence' }] },
  { id: 'data-null', title: 'A field of the data is null', truth: 'stuck', except: { react: 'white', solid: 'wrong' }, injections: [{ on: 'data', do: 'edit', find: /"(price|stop|value|tags|reader)": (?:\[[^\]]*\]|[^,}]*)/g, put: '"$1": null' }] },
  { id: 'data-forbidden', title: 'A Content-Security-Policy forbids the call for data', truth: 'wrong', except: { vue: 'stuck' }, apps: ['vue', 'solid'], cause: /\.json was blocked by the Content-Security-Policy/, injections: [{ on: 'document', do: 'header', name: 'content-security-policy', value: "connect-src 'none'" }] },
];

/** Another document in place of the app's. */
const documents: readonly AppFault[] = [
  { id: 'document-error', title: 'The proxy answers 503 with its own page', truth: 'wrong', apps: ['react'], cause: /answered 503/, injections: [{ on: 'document', do: 'replace', status: 503, type: page, body: unavailable }] },
  { id: 'document-default', title: 'The default page of the web server answers', truth: 'wrong', apps: ['vue'], cause: /the default page of nginx/, injections: [{ on: 'document', do: 'replace', status: 200, type: page, body: welcome }] },
  { id: 'document-empty', title: 'The document is empty', truth: 'white', apps: ['svelte'], injections: [{ on: 'document', do: 'replace', status: 200, type: page, body: '' }] },
  { id: 'base-wrong', title: 'The document names its scripts and styles below another path', truth: 'white', apps: ['solid'], cause: /shop\/\S+\.js answered 404/, injections: [{ on: 'document', do: 'edit', find: /"\.\/assets\//g, put: '"./shop/' }] },
];

/** All that the apps are put through: a table, one cause to a row. */
export const appFaults: readonly AppFault[] = [...harmless, ...scripts, ...chunks, ...styles, ...data, ...documents];

/** What a visitor of this app gets, or null where the fault is not tried on it. */
export function truthOf({ truth, except, apps }: AppFault, app: AppName): Truth | null {
  return apps === undefined || apps.includes(app) ? (except?.[app] ?? truth) : null;
}
