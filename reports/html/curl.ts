import type { SentRecord } from '../../verdict/api-observation.ts';
import { type CurlCommand, curlCommand } from '../../verdict/curl.ts';
import { webUrl } from './links.ts';

/** The command that makes a call again by hand; null when it cannot be written safely. @param sent what is known of the request besides its URL. */
export function curlLine(method: string, url: string, sent?: SentRecord): CurlCommand | null {
  const href = webUrl(url);
  return href === null ? null : curlCommand(method, sent ?? { url: href, headers: {}, body: null });
}
