import type { PageRule } from './page-rule.ts';

/** Longer pages talk about errors; error pages are short. */
const longest = 3000;

/** What servers, hosts and frameworks show in place of a page, by who shows it. Matched at the title or the start of the text. */
const errorPages: { pattern: RegExp; by: string }[] = [
  { pattern: /^Welcome to nginx!/, by: 'the default page of nginx: the request did not reach the application' },
  { pattern: /^(Apache2 \w+ Default Page|It works!$)/, by: 'the default page of Apache: the request did not reach the application' },
  { pattern: /^IIS Windows( Server)?$/, by: 'the default page of IIS: the request did not reach the application' },
  { pattern: /^(Test Page for the|Welcome to (CentOS|Caddy|Tomcat|OpenResty))/, by: 'the default page of a server: the request did not reach the application' },
  { pattern: /^(50[0234]|40[034]) (Internal Server Error|Bad Gateway|Service Unavailable|Service Temporarily Unavailable|Gateway Time-?out|Bad Request|Forbidden|Not Found)/i, by: 'the error page of a server or proxy' },
  { pattern: /^Application error: a (client|server)-side exception has occurred/, by: 'the fatal screen of Next.js' },
  { pattern: /^(Unhandled Runtime Error|Unexpected Application Error!)/, by: 'the error screen of a client framework' },
  { pattern: /^(Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Forbidden|Unauthorized|Not Found)\.?$/i, by: 'the error text of a server or proxy' },
  { pattern: /^(Error )?404\W.{0,40}not found|^(The )?page (was )?not found/is, by: 'a not-found page with a good status' },
  { pattern: /^(Oops|Something went wrong|An (unexpected |unknown )?error (has )?occurred)\b.{0,160}$/is, by: 'the apology of an error boundary' },
  { pattern: /^Whitelabel Error Page/, by: 'the error page of Spring Boot' },
  { pattern: /^Server Error in '.*' Application/, by: 'the error page of ASP.NET' },
  { pattern: /^(Application error|An error occurred in the application and your page could not be served)/, by: 'the error page of the hosting platform' },
  { pattern: /^(There isn't a GitHub Pages site here|Site not found · GitHub Pages|The deployment could not be found|DEPLOYMENT_NOT_FOUND|404: NOT_FOUND)/, by: 'the "no such site" page of the hosting platform' },
  { pattern: /^(This XML file does not appear to have any style information|<\?xml).*(NoSuchBucket|NoSuchKey|AccessDenied)|^(NoSuchBucket|NoSuchKey|AccessDenied)\b/s, by: 'the error of a storage bucket' },
  { pattern: /^(Index of \/|Directory listing for \/|Directory: \/)/, by: 'a directory listing: no application is served' },
  { pattern: /^(Error establishing a database connection|Database Error|SQLSTATE\[)/, by: 'a database error' },
  { pattern: /^Traceback \(most recent call last\)/, by: 'a Python stack trace' },
  { pattern: /^(Fatal error|Parse error|Warning): .* in \S+\.php/, by: 'a PHP error' },
  { pattern: /^(Exception in thread|java\.lang\.\w+|org\.springframework\.)/, by: 'a Java stack trace' },
  { pattern: /^((\w*Error|Error): .{0,300}\s+at \S.*[(/].*:\d+:\d+)/s, by: 'a JavaScript stack trace' },
  { pattern: /^(Just a moment\.\.\.|Attention Required! \| Cloudflare|Checking your browser before accessing)/, by: 'a bot challenge: it stands before the application for everybody, or for this runner only' },
];

/** R7: the page is readable, but it is the error page of something else. */
export const errorPage: PageRule = (look, { page, severity }) => {
  const held = look.content;
  if (held === null || held.characters > longest || (page.document?.status ?? 0) >= 400) return [];
  const texts = [held.title.trim(), held.sample.trim(), look.flaws?.main ?? ''];
  const known = errorPages.find(({ pattern }) => texts.some((text) => pattern.test(text)));
  if (!known) return [];
  const phrase = texts.find((text) => known.pattern.test(text)) ?? '';
  const challenge = known.by.startsWith('a bot challenge');
  return [{ code: 'ERROR_PAGE', severity, attribution: challenge ? 'runner' : 'release', data: { url: page.url, phrase: phrase.slice(0, 120), by: known.by } }];
};
