import { ending } from '../messages.ts';
import type { PageLook } from '../observation.ts';
import { clip, oneLine, shortUrl } from '../text.ts';
import { isBrokenResource, isHtmlAnswer, isPageApi } from './resources.ts';
import type { PageContext } from './page-rule.ts';

/** The most likely reason for an empty page, in words, or null: the first thing of its own that broke. */
export function likelyCause(look: PageLook, context: PageContext): string | null {
  const own = look.requests.suspicious.filter(({ url }) => context.partyOf(url) === 'first');
  const resource = own.find((fact) => isBrokenResource(fact));
  if (resource) {
    const wrong = resource.error === null && (resource.status ?? 0) < 400;
    return wrong ? `${resource.type} ${shortUrl(resource.url)} came as ${resource.contentType}` : `${resource.type} ${shortUrl(resource.url)} ${ending(resource)}`;
  }
  const page = own.find(isHtmlAnswer);
  if (page) return `${page.type} ${shortUrl(page.url)} came as ${page.contentType}`;
  const exception = look.messages.groups.find(({ source }) => source === 'exception');
  if (exception) return `uncaught ${clip(oneLine(exception.text).replace(/^(Uncaught )+/, ''), 120)}`;
  const call = own.find(isPageApi);
  if (call) return `${shortUrl(call.url)} ${ending(call)}`;
  const foreign = look.requests.suspicious.find((fact) => isBrokenResource(fact) || (fact.type === 'document' && fact.error !== null));
  if (foreign) return `${foreign.type} ${clip(foreign.url, 80)} ${ending(foreign)}`;
  const pending = look.requests.pending.find(({ type }) => type !== 'document');
  if (pending) return `${pending.type} ${shortUrl(pending.url)} never answered`;
  return null;
}
