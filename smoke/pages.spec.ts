import { details, test, testsOf } from '../fixtures/check.ts';

// A failed test costs a new worker, which starts while other pages are still being looked at.
const { tests, answer } = testsOf('white-screen', 'resources', 'console');

for (const one of tests) {
  test(one.title, details(one), () => answer(one));
}
