/**
 * What the page does where scripts run: search and filters over the checks, keys, and links that open what they lead
 * to. The functions go into the page as their own source text, so that each may use only what it is given and the
 * functions of this file that are sent with it. They change no more than attributes and texts of their own.
 */
interface Filter {
  outcome: string;
  text: string;
}

/** Search and filter over the rows of checks; answers with what sets them. */
function filterChecks(page: Document): (wanted: Partial<Filter>) => void {
  const rows = [...page.querySelectorAll<HTMLElement>('.check')];
  const buttons = [...page.querySelectorAll<HTMLElement>('[data-filter]')];
  const search = page.querySelector<HTMLInputElement>('#search');
  const current = { outcome: '', text: '' };
  let texts: string[] | null = null;
  const apply = (wanted: Partial<Filter>): void => {
    Object.assign(current, wanted);
    if (wanted.text !== undefined && search && search.value !== wanted.text) search.value = wanted.text;
    const words = current.text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length > 0) texts ??= rows.map((row) => (row.textContent ?? '').toLowerCase());
    let shown = 0;
    for (const [index, row] of rows.entries()) {
      const fits = (current.outcome === '' || row.dataset.outcome === current.outcome) && words.every((word) => texts?.[index]?.includes(word));
      row.hidden = !fits;
      if (fits) shown++;
    }
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.filter === current.outcome));
    page.querySelector('#none')?.toggleAttribute('hidden', shown > 0);
    const status = page.querySelector('#shown');
    if (status) status.textContent = `${shown} of ${rows.length} checks are shown`;
  };
  for (const button of buttons) button.addEventListener('click', () => apply({ outcome: button.dataset.filter ?? '' }));
  for (const link of page.querySelectorAll<HTMLElement>('[data-show]')) link.addEventListener('click', () => apply({ outcome: link.dataset.show ?? '' }));
  search?.addEventListener('input', () => apply({ text: search.value }));
  page.querySelector('#toolbar')?.removeAttribute('hidden');
  return apply;
}

/** Opens what the address leads to, also when a filter hides it. */
function followAddress(page: Document, apply: (wanted: Partial<Filter>) => void): void {
  const arrive = (): void => {
    const target = page.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest('.check[hidden]')) apply({ outcome: '', text: '' });
    for (let outer: Element | null = target; outer; outer = outer.parentElement) if (outer instanceof HTMLDetailsElement) outer.open = true;
    for (const one of page.querySelectorAll('.is-target')) one.classList.remove('is-target');
    target.classList.add('is-target');
    target.scrollIntoView();
    target.querySelector<HTMLElement>(':scope > summary')?.focus({ preventScroll: true });
  };
  addEventListener('hashchange', arrive);
  arrive();
  // Once loaded, the browser goes to the fragment by itself and takes the focus away.
  addEventListener('load', () => setTimeout(arrive));
}

/** The keys: `/`, `j` and `k` or the arrows, Escape. */
function listenToKeys(page: Document, apply: (wanted: Partial<Filter>) => void): void {
  const search = page.querySelector<HTMLInputElement>('#search');
  const stops = () => [...page.querySelectorAll<HTMLElement>('.card > summary, .check:not([hidden]) > summary')];
  const move = (step: number): void => {
    const all = stops();
    const here = all.indexOf(page.activeElement as HTMLElement);
    const next = all[here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const escape = (): void => {
    const opened = page.activeElement?.closest('details[open]');
    if (page.activeElement === search || !opened) {
      apply({ outcome: '', text: '' });
      search?.blur();
    } else {
      opened.removeAttribute('open');
      opened.querySelector<HTMLElement>(':scope > summary')?.focus();
    }
  };
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onStop = stops().includes(page.activeElement as HTMLElement);
    const typing = page.activeElement === search;
    const steps: Record<string, number> = typing ? { ArrowDown: 1 } : onStop ? { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 } : { j: 1, k: -1 };
    if (event.key === 'Escape') escape();
    else if (event.key === '/' && !typing) search?.focus();
    else if (steps[event.key] !== undefined) {
      if (typing) page.querySelector<HTMLElement>('.check:not([hidden]) > summary')?.focus();
      else move(steps[event.key] ?? 0);
    } else return;
    event.preventDefault();
  });
}

/** Paper shows reasons and warnings whole, in browsers that cannot be told so by style. */
function openForPaper(page: Document): void {
  let closed: Element[] = [];
  addEventListener('beforeprint', () => {
    closed = [...page.querySelectorAll('.card:not([open])')];
    for (const card of closed) card.setAttribute('open', '');
  });
  addEventListener('afterprint', () => {
    for (const card of closed) card.removeAttribute('open');
  });
}

/** Says beside the time of the run what the reader's own clock showed. */
function tellLocalTime(page: Document): void {
  const time = page.querySelector<HTMLTimeElement>('.top time');
  const at = new Date(time?.dateTime ?? '');
  if (time && at.getTimezoneOffset() !== 0) time.append(`, ${at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })} here`);
}

/** The script of the page, as text. */
export function pageScript(): string {
  const own = [filterChecks, followAddress, listenToKeys, openForPaper, tellLocalTime].map(String).join('\n');
  return `'use strict';\n${own}\nconst apply = filterChecks(document);\nfollowAddress(document, apply);\nlistenToKeys(document, apply);\nopenForPaper(document);\ntellLocalTime(document);\n`;
}
