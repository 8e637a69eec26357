import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configNames } from '../../config.ts';
import { UsageError } from '../../config/usage-error.ts';
import { wrap } from '../../reports/display-width.ts';
import type { InitOptions } from '../init-options.ts';
import { leftOutLine } from '../starting-config.ts';
import { startFromOpenApi } from './init-openapi.ts';
import { startFromPostman } from './init-postman.ts';

const columns = 80;
const written = 'gonogo.config.ts';

/** Left-out calls that the terminal shows. */
const mostShown = 10;

/**
 * `gonogo init`: writes a configuration with the calls of an OpenAPI document or a Postman collection that change nothing and can be
 * made as they are, and tells what it left out. Nothing but the document is asked for.
 *
 * @returns 0
 * @throws UsageError when there is a configuration, or the document gives nothing to start with
 */
export async function init({ source, url }: InitOptions): Promise<number> {
  const folder = process.cwd();
  const present = configNames.find((name) => existsSync(join(folder, name)));
  if (present !== undefined) throw new UsageError(`There is a configuration already, ${present}: move it away, or add to it (see docs/partners.md).`);
  const { text, what, leftOut } = 'openapi' in source ? await startFromOpenApi(source.openapi, url, folder) : startFromPostman(source.postman, url, folder);
  await writeFile(join(folder, written), text, { flag: 'wx' });
  const more = leftOut.length - mostShown;
  process.stdout.write([
    `${written} calls ${what}.`,
    ...(leftOut.length === 0 ? [] : ['Left out (the file lists them):', ...leftOut.slice(0, mostShown).map((one) => `- ${leftOutLine(one)}`)]),
    ...(more > 0 ? [`- and ${more} more`] : []),
    'Next: gonogo run --dry-run',
  ].flatMap((line) => wrap(line, columns - 2).map((part, index) => `${index === 0 ? '' : '  '}${part}\n`)).join(''));
  return 0;
}
