import { stopsRelease } from '../../lab/corpus/corpus-page.ts';
import { median } from '../statistics.ts';
import type { Section } from '../table.ts';
import type { Baselines } from './baselines.ts';
import type { Detection } from './detect.ts';
import type { PageVerdict } from './one-run.ts';

/** How a verdict stands to the truth of its page. */
export type Score = 'right' | 'missed' | 'undecided' | 'false alarm';

/** Scores one run: broken pages must be NO_GO, blemishes a GO that warns of them, and healthy pages a GO. */
export function scoreOf({ truth, cause }: Detection, run: PageVerdict): Score {
  if (truth === 'healthy') return run.verdict === 'GO' ? 'right' : 'false alarm';
  if (truth === 'minor') {
    if (run.verdict !== 'GO') return 'false alarm';
    return run.warnings.some((text) => names(cause, text)) ? 'right' : 'missed';
  }
  return run.verdict === 'NO_GO' ? 'right' : run.verdict === 'GO' ? 'missed' : 'undecided';
}

/** Whether any of the findings names what is wrong with the page. */
export function namesCause({ cause }: Detection, run: PageVerdict): boolean {
  return run.messages.some((text) => names(cause, text));
}

function names(cause: string | null, text: string): boolean {
  return cause !== null && new RegExp(cause).test(text);
}

/** The tables: recall, false alarms and time of gonogo beside the baselines, and what went wrong page by page. */
export function sectionsOf(detections: Detection[]): Section[] {
  return [recall(detections), beside(detections), mistakes(detections)];
}

function recall(detections: Detection[]): Section {
  const rows = (['white', 'stuck', 'wrong', 'minor', 'healthy'] as const).map((truth) => {
    const ofClass = detections.filter((detection) => detection.truth === truth);
    const runs = ofClass.flatMap((detection) => detection.runs.map((run) => ({ detection, run })));
    const right = runs.filter(({ detection, run }) => scoreOf(detection, run) === 'right').length;
    const named = runs.filter(({ detection, run }) => namesCause(detection, run)).length;
    const alarms = runs.filter(({ detection, run }) => scoreOf(detection, run) === 'false alarm').length;
    const seconds = runs.map(({ run }) => run.durationMs / 1000);
    const visits = runs.reduce((sum, { run }) => sum + run.looks, 0);
    return [truth, String(ofClass.length), String(visits), share(right, runs.length), truth === 'healthy' ? '–' : share(named, runs.length), stopsRelease(truth) ? '–' : share(alarms, runs.length), seconds.length === 0 ? '–' : median(seconds).toFixed(1), Math.max(...seconds, 0).toFixed(1)];
  });
  return {
    title: 'gonogo on the corpus',
    columns: ['truth', 'pages', 'visits', 'right', 'cause named', 'false alarms', 'median s', 'longest s'],
    rows,
    notes: [
      'right: NO_GO for white, stuck and wrong; GO that warns of the fault for minor; GO for healthy.',
      'visits: of all runs; a run on one page makes 12 or more unless the first one is bad.',
      'Counts are runs: pages times repeats. Each run has a browser of its own; the time includes its start and all confirmations.',
    ],
  };
}

function beside(detections: Detection[]): Section {
  const called: [string, (detection: Detection) => boolean[]][] = [
    ['gonogo', ({ runs }) => runs.map(({ verdict }) => verdict !== 'GO')],
    ...(['status and title', 'text and clean console', '17 points'] as const satisfies (keyof Baselines)[]).map((name): [string, (detection: Detection) => boolean[]] => [name, ({ baselines }) => [baselines[name]]]),
  ];
  const rows = called.map(([name, answers]) => [
    name,
    ...(['white', 'stuck', 'wrong', 'minor', 'healthy'] as const).map((truth) => {
      const all = detections.filter((detection) => detection.truth === truth).flatMap(answers);
      return share(all.filter(Boolean).length, all.length);
    }),
  ]);
  return {
    title: 'Pages that were not let pass',
    columns: ['detector', 'white', 'stuck', 'wrong', 'minor', 'healthy'],
    rows,
    notes: [
      'The more the better for white, stuck and wrong; for minor and healthy each one is a release stopped for nothing.',
      'status and title: 200 and a title. text and clean console: text in the body, no uncaught error, no console.error. 17 points: the elements at 17 points of the centre cross are not all wrappers. All judged 6.5 s after the start of the visit.',
    ],
  };
}

function mistakes(detections: Detection[]): Section {
  const rows = detections.flatMap((detection) => {
    const scores = detection.runs.map((run) => scoreOf(detection, run));
    const wrong = scores.filter((score) => score !== 'right');
    const unnamed = detection.truth === 'healthy' || detection.truth === 'minor' ? 0 : detection.runs.filter((run, index) => scores[index] === 'right' && !namesCause(detection, run)).length;
    if (wrong.length + unnamed === 0) return [];
    const said = detection.runs.find((_, index) => scores[index] !== 'right') ?? detection.runs[0];
    const what = wrong.length > 0 ? `${wrong[0]} ${share(wrong.length, scores.length)}` : `cause not named ${share(unnamed, scores.length)}`;
    return [[detection.id, detection.truth, what, said?.verdict ?? '', (said?.reasons[0] ?? said?.warnings[0] ?? '–').slice(0, 110), detection.title]];
  });
  return { title: 'Mistakes', columns: ['page', 'truth', 'mistake', 'verdict', 'first reason or warning', 'what it is'], rows, notes: [] };
}

function share(part: number, whole: number): string {
  return `${part}/${whole}`;
}
