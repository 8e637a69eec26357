import { checksOf, details, test } from '../fixtures/check.ts';

// Page by page and not kind by kind: a page's checks are answered together, and the worker that Playwright starts anew after
// each failure starts while other pages are still being looked at.
const { checks, answer } = checksOf('white-screen', 'resources', 'console');

for (const check of checks) {
  test(check.title, details(check), () => answer(check));
}
