import { checksOf, details, test } from '../fixtures/check.ts';

const { checks, answer } = checksOf('resources');

for (const check of checks) {
  test(check.title, details(check), () => answer(check));
}
