import { expect, test } from '@playwright/test';

const calls = Number(process.env.BENCH_CALLS);

for (let number = 1; number <= calls; number++) {
  test(`GET /bench/api/${number} answers`, async ({ request }) => {
    const response = await request.get(`/bench/api/${number}`);
    expect(response.status()).toBe(200);
    expect(response.headers()['content-type']).toContain('application/json');
    const body: unknown = await response.json();
    expect(body).toMatchObject({ number });
  });
}
