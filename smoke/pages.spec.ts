import { details, test, testsOf } from '../fixtures/check.ts';

const { tests, answer } = testsOf('white-screen', 'resources', 'console');

for (const one of tests) {
  test(one.title, details(one), () => answer(one));
}
