import type { Observation, PageLook } from '../../verdict/observation.ts';
import type { CheckResult, FindingRecord, Verdict } from '../../verdict/verdict.ts';
import type { ReportSources } from '../format.ts';
import { findingOf } from '../reason.ts';

/** A picture of the evidence. */
export interface Picture {
  path: string;
  sha256: string;
  type: 'screenshot' | 'heat-map';
  /** Data URI, or null when it did not fit into the report: it is in the folder then. */
  uri: string | null;
  /** In pixels; null when the file does not tell. */
  size: { width: number; height: number } | null;
}

/** In bytes of picture files, a third less than they take in the report. */
const bounds = { each: 1_500_000, total: 5_000_000, ofPassing: 1_500_000 };
const embeddable = /^image\/(?:png|jpeg|webp)$/;

/** Pictures of a look, those that tell most first: the last one, what of it counts as visible, the one before. */
function ofLook({ evidence }: PageLook): string[] {
  const of = (type: string) => evidence.filter((file) => file.type === type).map(({ path }) => path);
  const [last, ...earlier] = of('screenshot').reverse();
  return [...(last === undefined ? [] : [last]), ...of('heat-map'), ...earlier];
}

function ofFinding(finding: FindingRecord, looks: PageLook[]): string[] {
  const told = new Set(finding.evidence);
  const ordered = looks.toReversed().flatMap(ofLook).filter((path) => told.has(path));
  return [...new Set([...ordered, ...finding.evidence])];
}

/** First of each list, then the second of each, and so on, so that no list takes all the room. */
function inTurn(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

/** The looks of a page observation in order of time, none for other observations. */
export function looksOf(observation: Observation | undefined): PageLook[] {
  return observation?.kind === 'page' ? observation.looks : [];
}

/** The picture that stands for a page that passed: its last screenshot. */
export function lastScreenshot({ kind, outcome, evidence }: CheckResult, pictures: { has(path: string): boolean }): string | undefined {
  return kind === 'white-screen' && outcome === 'pass' ? evidence.findLast((path) => pictures.has(path)) : undefined;
}

/**
 * Embeds pictures until the room is used up: those of the reasons first, then of other findings, then one of each page that
 * passed. Equal pictures take their room once.
 */
export async function choosePictures(verdict: Verdict, observations: ReadonlyMap<string, Observation>, read: ReportSources['evidence']): Promise<Map<string, Picture>> {
  const listed = new Map(verdict.evidence.filter(({ type, contentType }) => (type === 'screenshot' || type === 'heat-map') && embeddable.test(contentType)).map((entry) => [entry.path, entry]));
  const looksByPath = new Map([...observations.values()].flatMap((observation) => looksOf(observation).flatMap((look) => look.evidence.map(({ path }) => [path, looksOf(observation)] as const))));
  const ordered = (finding: FindingRecord) => ofFinding(finding, looksByPath.get(finding.evidence[0] ?? '') ?? []);
  const ofReasons = verdict.reasons.map((reason) => findingOf(verdict, reason)).filter((finding) => finding !== undefined);
  const ofChecks = verdict.checks.flatMap(({ findings }) => findings);
  const wanted = [...inTurn(ofReasons.map(ordered)), ...inTurn(ofChecks.map(ordered))];
  const passing = verdict.checks.map((check) => lastScreenshot(check, listed)).filter((path) => path !== undefined);

  const bySum = new Map<string, Pick<Picture, 'uri' | 'size'>>();
  const pictures = new Map<string, Picture>();
  let left = bounds.total;
  const embed = async (path: string, room: number): Promise<number> => {
    const entry = listed.get(path);
    if (entry === undefined || pictures.has(path)) return 0;
    const known = bySum.get(entry.sha256);
    const bytes = known ? null : await read(path, Math.min(bounds.each, room));
    const data = known ?? { uri: bytes && `data:${entry.contentType};base64,${bytes.toString('base64')}`, size: bytes && sizeOfPng(bytes) };
    if (bytes) bySum.set(entry.sha256, data);
    pictures.set(path, { path, sha256: entry.sha256, type: entry.type === 'heat-map' ? 'heat-map' : 'screenshot', ...data });
    return bytes?.length ?? 0;
  };
  for (const path of wanted) left -= await embed(path, left);
  let leftOfPassing = Math.min(left, bounds.ofPassing);
  for (const path of passing) leftOfPassing -= await embed(path, leftOfPassing);
  return pictures;
}

/** Width and height as the head of a PNG file says them. */
function sizeOfPng(bytes: Buffer): Picture['size'] {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
