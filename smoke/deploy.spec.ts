import { checksOf, details, test } from '../fixtures/check.ts';

for (const check of checksOf('deploy')) {
  test(check.title, details(check), async ({ answer }) => {
    await answer(check);
  });
}
