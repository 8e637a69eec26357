import { webUrl } from './links.ts';

/** A word of a POSIX shell, whatever it holds. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The command that makes a call again by hand, without the headers and the body, which are not kept; null when it cannot be written safely. */
export function curlLine(method: string, url: string): string | null {
  const href = webUrl(url);
  if (href === null || !/^[A-Z]{1,20}$/.test(method)) return null;
  const asked = method === 'GET' ? '' : method === 'HEAD' ? ' --head' : ` --request ${method}`;
  return `curl --include${asked} ${shellWord(href)}`;
}
