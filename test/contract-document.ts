/** The contract of the partner in tests: one operation of each kind. */
export const acme = {
  openapi: '3.0.3',
  info: { title: 'Acme', version: '7' },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'ord_17' }],
      get: {
        operationId: 'getOrder',
        parameters: [
          { name: 'fields', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } }, example: ['id', 'state'] },
          { name: 'x-tenant', in: 'header', required: true, schema: { type: 'string', default: 'shop' } },
        ],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } }, 'text/csv': { schema: { type: 'string' } } } },
          '2XX': { content: { 'application/json': { schema: { type: 'object', required: ['pending'] } } } },
          404: { content: { 'application/problem+json': { schema: { type: 'object', required: ['title'] } } } },
        },
      },
      delete: { operationId: 'cancelOrder', responses: { 204: { description: 'gone' } } },
    },
    '/orders': {
      get: { operationId: 'findOrders', parameters: [{ name: 'state', in: 'query', required: true, schema: { type: 'string' } }], responses: { 200: {} } },
      post: {
        operationId: 'createOrder',
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } } },
        responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } } },
      },
    },
    '/far': { get: { operationId: 'farAway', responses: { 200: { content: { 'application/json': { schema: { $ref: 'https://schemas.example/far.json' } } } } } } },
    '/broken': { get: { operationId: 'brokenSchema', responses: { 200: { content: { 'application/json': { schema: { type: 'text' } } } } } } },
    '/twins/a': { get: { operationId: 'twin', responses: {} } },
    '/twins/b': { get: { operationId: 'twin', responses: {} } },
    '/notes': { post: { operationId: 'addNote', requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } } } }, responses: { 201: {} } } },
    '/echo': { post: { operationId: 'echo', requestBody: { content: { 'application/json': { example: { env: 'SHOP_SECRET', at: { captured: 'x' } } } } }, responses: { 200: {} } } },
    '/types': { post: { operationId: 'oddType', requestBody: { content: { 'application/json;\r\nx-evil: 1': { example: 1 } } }, responses: { 200: {} } } },
    '/up/{where}': { get: { operationId: 'goUp', parameters: [{ name: 'where', in: 'path', example: '..' }], responses: { 200: {} } } },
  },
  components: {
    schemas: {
      Order: { type: 'object', required: ['id', 'state'], properties: { id: { type: 'string' }, state: { enum: ['open', 'done'] }, note: { type: 'string', nullable: true } } },
      NewOrder: { type: 'object', required: ['sku'], properties: { sku: { type: 'string', example: 'TEST-1' }, count: { type: 'integer', default: 2 }, id: { type: 'string', readOnly: true, example: 'no' } } },
    },
  },
};

/** The names of its operations, as a sentence lists them. */
export const acmeOperations = 'getOrder, cancelOrder, findOrders, createOrder, farAway, brokenSchema, twin, twin, addNote, echo, oddType and goUp';
