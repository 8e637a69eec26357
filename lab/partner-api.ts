import { json, problem, type Answer, type Handler, type LabRequest } from './answer.ts';
import { orders as firstOrders, products, type Order } from './shop-data.ts';

/**
 * The API that the shop's partners call: `GET /v1/status`, `GET /v1/account` (who the
 * caller is), `GET /v1/orders?limit=N&page=N`, `GET /v1/orders/:id`, `POST /v1/orders` (honours Idempotency-Key) and
 * `DELETE /v1/orders/:id`. Orders live as long as the handler.
 *
 * With a `token`, every path but the status asks for it as bearer.
 */
export function createPartnerApi({ release, token }: { release: string; token?: string | undefined }): Handler {
  const orders = new Map<string, Order>(firstOrders.map((order) => [order.id, order]));
  const byIdempotencyKey = new Map<string, { body: string; order: Order }>();
  let lastNumber = 1048;

  const create = (request: LabRequest): Answer => {
    const key = request.headers['idempotency-key'];
    const earlier = key === undefined ? undefined : byIdempotencyKey.get(key);
    if (earlier) {
      if (earlier.body !== request.body) return problem(422, 'Idempotency key reused', 'The key was first sent with another body.');
      return json(201, earlier.order, { location: `/v1/orders/${earlier.order.id}`, 'idempotency-replayed': 'true' });
    }
    const items = readItems(request.body);
    if (typeof items === 'string') return problem(422, 'Invalid order', items);
    const order: Order = {
      id: `ord_${++lastNumber}`,
      status: 'paid',
      createdAt: new Date().toISOString(),
      customer: { id: 'cus_31', name: 'Mina Halvorsen', city: 'Bergen' },
      total: { amount: items.reduce((sum, item) => sum + priceOf(item.sku) * item.quantity, 0), currency: 'EUR' },
      items,
    };
    orders.set(order.id, order);
    if (key !== undefined) byIdempotencyKey.set(key, { body: request.body, order });
    return json(201, order, { location: `/v1/orders/${order.id}` });
  };

  const list = (request: LabRequest): Answer => {
    const asked = Number(request.query.get('limit') ?? 20);
    if (!Number.isInteger(asked) || asked < 1) return problem(400, 'Invalid limit', 'limit must be a whole number from 1.');
    const page = Number(request.query.get('page') ?? 1);
    if (!Number.isInteger(page) || page < 1) return problem(400, 'Invalid page', 'page must be a whole number from 1.');
    const newestFirst = [...orders.values()].sort((a, b) => b.id.localeCompare(a.id));
    const limit = Math.min(asked, 100);
    return json(200, { orders: newestFirst.slice((page - 1) * limit, page * limit), count: orders.size });
  };

  return (request) => {
    const { method, path } = request;
    const reads = method === 'GET' || method === 'HEAD';
    if (path === '/v1/status') return reads ? json(200, { status: 'ok', release, environment: 'production' }) : notAllowed('GET');
    if (token !== undefined && request.headers['authorization'] !== `Bearer ${token}`) {
      return problem(401, 'Unauthorized', 'Send the partner token as bearer.');
    }
    if (path === '/v1/account') return reads ? json(200, { id: 'acc_steep', livemode: true, key: 'live_7f3a' }) : notAllowed('GET');
    if (path === '/v1/orders') {
      if (reads) return list(request);
      return method === 'POST' ? create(request) : notAllowed('GET, POST');
    }
    const id = /^\/v1\/orders\/([^/]+)$/.exec(path)?.[1];
    const order = id === undefined ? undefined : orders.get(id);
    if (!order) return problem(404, 'Not found', `Nothing at ${path}.`);
    if (reads) return json(200, order);
    if (method !== 'DELETE') return notAllowed('GET, DELETE');
    orders.delete(order.id);
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  };
}

function notAllowed(allow: string): Answer {
  const refusal = problem(405, 'Method not allowed', `Allowed: ${allow}.`);
  return refusal === 'never' ? refusal : { ...refusal, headers: { ...refusal.headers, allow } };
}

function priceOf(sku: string): number {
  return products.find((product) => product.sku === sku)?.price.amount ?? 0;
}

/** The ordered items, or what is wrong with the body in words. */
function readItems(body: string): Order['items'] | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return 'The body is not JSON.';
  }
  const items = typeof parsed === 'object' && parsed !== null && 'items' in parsed ? parsed.items : undefined;
  if (!Array.isArray(items) || items.length === 0) return 'items must be a non-empty list.';
  const read: Order['items'] = [];
  for (const item of items as unknown[]) {
    const { sku, quantity } = (typeof item === 'object' && item !== null ? item : {}) as { sku?: unknown; quantity?: unknown };
    if (typeof sku !== 'string' || priceOf(sku) === 0) return 'every item needs a known sku.';
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) return 'every item needs a quantity from 1.';
    read.push({ sku, quantity });
  }
  return read;
}
