import type { Browser } from 'playwright';
import type { PlacedPage } from '../../lab/start-corpus.ts';

/** The ways to tell a broken page that smoke tests usually take, by name. True: the page was called broken. */
export interface Baselines {
  'status and title': boolean;
  'text and clean console': boolean;
  '17 points': boolean;
}

/** Milliseconds after the start of the visit at which the page is judged: late enough for every healthy page of the corpus. */
const decisionMs = 6500;

/** What a page is asked. */
interface Facts {
  title: string;
  text: string;
  /** Whether each of the points of the centre cross hits nothing but the frame of the page. */
  allWrappers: boolean;
}

/** Visits a page once, as each of the usual ways would, and tells what each of them says. */
export async function judgeByBaselines(page: PlacedPage, browser: Browser): Promise<Baselines> {
  const start = performance.now();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: false });
  try {
    let complaints = 0;
    const tab = await context.newPage();
    tab.on('pageerror', () => void complaints++);
    tab.on('console', (message) => void (message.type() === 'error' && !/favicon/.test(message.location().url) && complaints++));
    const response = await tab.goto(page.url, { waitUntil: 'commit', timeout: decisionMs }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, decisionMs - (performance.now() - start))));
    const nothing: Facts = { title: '', text: '', allWrappers: true };
    const facts = response === null ? nothing : await withTimeout(3000, tab.evaluate(factsOfPage).catch(() => nothing), nothing);
    return {
      'status and title': response?.status() !== 200 || facts.title.trim() === '',
      'text and clean console': facts.text.trim() === '' || complaints > 0,
      '17 points': facts.allWrappers,
    };
  } finally {
    await withTimeout(4000, context.close().catch(() => {}), undefined);
  }
}

/** Runs inside the page. The points are those of the published sampler: nine across and nine down, with one centre. */
function factsOfPage(): Facts {
  const wrappers = ['html', 'body', '#app', '#root'];
  const nameOf = (element: Element | undefined) => (element === undefined ? 'html' : element.id ? `#${element.id}` : element.tagName.toLowerCase());
  const points = Array.from({ length: 9 }, (_, index) => index + 1).flatMap((step) => [
    [(innerWidth * step) / 10, innerHeight / 2] as const,
    ...(step === 5 ? [] : [[innerWidth / 2, (innerHeight * step) / 10] as const]),
  ]);
  return {
    title: document.title,
    text: document.body?.innerText ?? '',
    allWrappers: points.every(([x, y]) => wrappers.includes(nameOf(document.elementsFromPoint(x, y)[0]))),
  };
}

async function withTimeout<Value>(ms: number, work: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => { timer = setTimeout(() => resolve(otherwise), ms); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
