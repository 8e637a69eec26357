import { checksOf, details, test } from '../fixtures/check.ts';

for (const check of checksOf('white-screen')) {
  test(check.title, details(check), async ({ answer }) => {
    await answer(check);
  });
}
