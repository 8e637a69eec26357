import { defineGate, env } from '../../index.ts';

export default defineGate({
  targets: { production: { url: 'https://shop.example', environment: 'prod' }, uat: { url: 'https://uat.shop.example/' } },
  pages: [
    { path: '/', name: 'Home', sees: 'Welcome', document: { type: 'text/html', status: 200, finalUrl: '/' } },
    { path: '/cart?step=1', severity: 'normal', sees: { selector: '#cart' } },
  ],
  partners: [
    {
      name: 'payments',
      baseUrl: 'https://api.pay.example/v1/',
      headers: { Authorization: env('PAY_TOKEN'), Accept: 'application/json' },
      journeys: [
        {
          name: 'authorise',
          severity: 'blocker',
          steps: [
            {
              name: 'create',
              request: { method: 'POST', path: '/holds', json: { amount: 1, card: env('PAY_CARD') } },
              expect: { status: [201], headers: { 'Content-Type': /json/ }, json: { '$.state': 'held', '$.lines': { type: 'array', minItems: 1 } } },
              mutates: true,
              budget: '5s',
            },
            { request: { path: '/holds', query: { limit: 1 } } },
            { request: { path: '/holds' } },
            { request: { method: 'DELETE', path: '/holds/1', form: { why: 'smoke test' } }, mutates: true, cleanup: true },
          ],
        },
        { name: 'rates', steps: [{ request: { path: '/rates' } }] },
      ],
    },
  ],
  control: 'https://control.example/',
  firstParty: ['CDN.example.net'],
  console: { allow: [{ match: /known noise/i, reason: 'vendor bug', expires: '2027-01-31' }] },
  policy: { flaky: 'block' },
  specs: 'smoke/**/*.spec.ts',
  output: 'reports',
  deadline: '3m',
});
