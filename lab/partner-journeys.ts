/** What the schema of an order says, as partners rely on it. */
const orderSchema = {
  type: 'object',
  required: ['orders'],
  properties: { orders: { items: { type: 'object', required: ['id', 'customer'], properties: { customer: { type: 'object', required: ['name'] } } } } },
};

/** Patience that suits a server on the same machine. */
const budget = '6s';

/** The journeys that an integration engineer writes for the lab's partner API, as `steps` of a configuration in JSON. */
export const partnerJourneys = {
  status: [{ name: 'status', request: { path: '/v1/status' }, expect: { json: { '$.status': 'ok' } }, budget }],
  account: [{ name: 'who am I', request: { path: '/v1/account' }, expect: { json: { '$.livemode': true, '$.key': { matches: '^live_' } } }, budget }],
  orders: [
    {
      name: 'list',
      request: { path: '/v1/orders', query: { limit: 3 } },
      expect: {
        contentType: 'application/json; charset=utf-8',
        schema: orderSchema,
        json: {
          '$.orders': { type: 'array', minItems: 1 },
          '$.orders[*].total.amount': { type: 'number' },
          '$.orders[*].status': { oneOf: ['paid', 'packed', 'shipped', 'delivered'] },
          '$.orders[*].createdAt': { matches: '(Z|[+-]\\d\\d:\\d\\d)$' },
        },
        latency: { degraded: '2s', fail: '4s' },
      },
      budget,
    },
  ],
  pages: [
    { name: 'first page', request: { path: '/v1/orders', query: { limit: 2, page: 1 } }, capture: { first: { json: '$.orders[0].id' } }, budget },
    { name: 'second page', request: { path: '/v1/orders', query: { limit: 2, page: 2 } }, expect: { json: { '$.orders': { minItems: 1 }, '$.orders[*].id': { not: { captured: 'first' } } } }, budget },
  ],
  create: [
    { name: 'create', request: { method: 'POST', path: '/v1/orders', headers: { 'idempotency-key': 'gonogo-probe' }, json: { items: [{ sku: 'tin-fog', quantity: 1 }] }, redirects: 2 }, expect: { status: 201 }, capture: { orderId: { json: '$.id' } }, mutates: true, budget },
    { name: 'the same again', request: { method: 'POST', path: '/v1/orders', headers: { 'idempotency-key': 'gonogo-probe' }, json: { items: [{ sku: 'tin-fog', quantity: 1 }] } }, expect: { status: 201, json: { '$.id': { captured: 'orderId' } } }, mutates: true, budget },
    { name: 'read', request: { path: ['/v1/orders/', { captured: 'orderId' }] }, expect: { json: { '$.id': { captured: 'orderId' }, '$.status': 'paid' } }, budget },
    { name: 'remove', request: { method: 'DELETE', path: ['/v1/orders/', { captured: 'orderId' }] }, mutates: true, cleanup: true, budget },
  ],
  negative: [{ name: 'an order that is not', request: { path: '/v1/orders/ord_0' }, expect: { status: 404, contentType: 'application/problem+json', json: { '$.status': 404 } }, budget }],
};
