import { registerHooks } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Prepares Node for configuration files; call it once, before one is loaded.
 * `import … from 'gonogo'` means the gonogo that is running, also in a folder without `node_modules`,
 * and a configuration is an ES module whatever `type` the package.json around it has, as it has an `export default`.
 */
export function resolveOwnPackage(): void {
  const extension = extname(import.meta.url);
  const own = new URL(`../index${extension}`, import.meta.url).href;
  // A spec in a CommonJS folder requires its imports. Playwright cannot do that with our TypeScript sources, which are ES
  // modules; from them such a spec gets `test` and `expect` straight from Playwright, which is what ours are.
  const required = extension === '.ts' ? fileURLToPath(import.meta.resolve('@playwright/test')) : fileURLToPath(own);
  const loader = new URL(`../config${extension}`, import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'gonogo') return next(context.conditions.includes('require') ? required : own, context);
      const resolved = next(specifier, context);
      // The only modules that config.ts imports by a file URL are configurations.
      if (context.parentURL !== loader || !specifier.startsWith('file:')) return resolved;
      if (resolved.url.endsWith('.ts')) return { ...resolved, format: 'module-typescript' };
      return resolved.url.endsWith('.js') ? { ...resolved, format: 'module' } : resolved;
    },
  });
}
