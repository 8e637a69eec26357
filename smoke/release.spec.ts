import { details, test, testsOf } from '../fixtures/check.ts';

const { tests, answer } = testsOf('release');

for (const one of tests) {
  test(one.title, details(one), () => answer(one));
}
