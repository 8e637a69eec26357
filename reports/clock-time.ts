/**
 * An instant on the clock of a zone, which is named with its offset, so that the hour that summer time repeats is told apart:
 * `2026-10-25 02:30 GMT+1 (Europe/Berlin)`.
 *
 * @param instant ISO text
 * @param zone name of the IANA database, such as `Europe/Berlin` or `UTC`
 */
export function clockTime(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' });
  const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const time = `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`;
  return zone === 'UTC' ? `${time} UTC` : `${time} ${part['timeZoneName']} (${zone})`;
}
