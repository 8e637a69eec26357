import { goodRelease } from '../baseline/words.ts';
import type { FindingCode, FindingData } from '../finding.ts';
import { clip, oneLine } from '../text.ts';
import { type Words, path } from '../wording.ts';

type ShapeCode = Extract<FindingCode, `SHAPE_${string}`>;
type Changed = FindingData['SHAPE_TYPE'];

const compare = 'Partners rely on what the last good release answered: restore it, or tell them first and take the baseline anew.';

/** The words for a kind of change. @param told one change in words. */
function changed(told: (change: Changed['changes'][number]) => string, advice: string): (data: Changed) => Words {
  return (data) => {
    const shown = data.changes.slice(0, 3).map((change) => clip(oneLine(told(change)), 160));
    const more = data.total - shown.length;
    return { seen: `${data.method} ${path(data.url)}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`, expected: `the shape that ${goodRelease(data)} answered with`, advice };
  };
}

/** The words for how an answer differs from the shape that was learned. */
export const shapeWords: { [Code in ShapeCode]: (data: FindingData[Code]) => Words } = {
  SHAPE_ENVELOPE: changed(({ was, is }) => `what stood ${was} stands ${is}`, compare),
  SHAPE_FIELD_GONE: changed(({ path: at, was, is }) => `${at} (${was}) is ${is}`, compare),
  SHAPE_NULL: changed(({ path: at, was, is }) => `${at} is ${is}; it was always ${was}`, compare),
  SHAPE_TYPE: changed(({ path: at, was, is }) => `${at} is ${is}; it was ${was}`, compare),
  SHAPE_FORMAT: changed(({ path: at, was, is }) => `${at} is ${is}; it was always ${was}`, compare),
  SHAPE_VALUE: changed(({ path: at, was, is }) => `${at} is ${is}; known are ${was}`, 'Partners with a strict client throw the whole answer away: tell them before the value is used. When it is right, take the baseline anew.'),
  SHAPE_EMPTY: changed(({ path: at }) => `${at} is an empty list; it was never empty`, 'Check the data of this environment, and the filter, tenant and credentials of this call.'),
  SHAPE_STATUS: (data) => ({
    seen: `${data.method} ${path(data.url)} answered ${data.status}; nothing was learned of such an answer`,
    expected: `status ${data.known.join(' or ')}, as ${goodRelease(data)} answered`,
    advice: 'Find out why it answers differently. When that is right, take the baseline anew.',
  }),
  SHAPE_NO_JSON: (data) => ({
    seen: `${data.method} ${path(data.url)} answered ${data.contentType === null ? 'without a content type' : `as ${clip(oneLine(data.contentType), 80)}`}`,
    expected: `JSON, as ${goodRelease(data)} answered`,
    advice: compare,
  }),
};
