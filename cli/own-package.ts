import { registerHooks } from 'node:module';
import { extname } from 'node:path';

/**
 * Makes `import … from 'gonogo'` in a configuration file mean the gonogo that is running,
 * also in a folder without `node_modules`. Call it once, before a configuration is loaded.
 */
export function resolveOwnPackage(): void {
  const own = new URL(`../index${extname(import.meta.url)}`, import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) => next(specifier === 'gonogo' ? own : specifier, context),
  });
}
