/** A price in minor units (cents). */
export type Money = { amount: number; currency: 'EUR' };

/** One article of the demo shop; `shape` and `tint` choose its drawing. */
export type Product = {
  sku: string;
  name: string;
  kind: string;
  blurb: string;
  shape: 'teapot' | 'cup' | 'tin' | 'kettle' | 'bowl' | 'whisk';
  tint: string;
  price: Money;
  featured: boolean;
  stock: number;
};

/** One order as partners see it. */
export type Order = {
  id: string;
  status: 'paid' | 'packed' | 'shipped' | 'delivered';
  createdAt: string;
  customer: { id: string; name: string; city: string };
  total: Money;
  items: { sku: string; quantity: number }[];
};

const euro = (amount: number): Money => ({ amount, currency: 'EUR' });

/** The whole range. */
export const products: readonly Product[] = [
  { sku: 'pot-ash', name: 'Ash Teapot', kind: 'Stoneware, 0.8 l', blurb: 'Thrown by hand, pours without a drip.', shape: 'teapot', tint: '#7c8f85', price: euro(6800), featured: true, stock: 9 },
  { sku: 'tin-fog', name: 'Harbour Fog', kind: 'Earl Grey, 100 g', blurb: 'Bergamot, cornflower and a rainy window.', shape: 'tin', tint: '#4f6d8a', price: euro(1450), featured: true, stock: 42 },
  { sku: 'cup-dune', name: 'Dune Cup', kind: 'Porcelain, 0.25 l', blurb: 'Thin rim, sandy foot, fits both hands.', shape: 'cup', tint: '#d3a96a', price: euro(2200), featured: true, stock: 17 },
  { sku: 'ket-swan', name: 'Swan Kettle', kind: 'Steel, 1.0 l', blurb: 'A gooseneck for slow and steady pours.', shape: 'kettle', tint: '#3c4a47', price: euro(8900), featured: true, stock: 5 },
  { sku: 'tin-moss', name: 'Moss Garden', kind: 'Sencha, 100 g', blurb: 'First harvest, sweet grass, soft steam.', shape: 'tin', tint: '#6f8f4e', price: euro(1690), featured: false, stock: 31 },
  { sku: 'bowl-ink', name: 'Ink Bowl', kind: 'Raku, 0.4 l', blurb: 'For matcha, and for looking into.', shape: 'bowl', tint: '#39405c', price: euro(3900), featured: false, stock: 12 },
  { sku: 'whisk-80', name: 'Eighty Whisk', kind: 'Bamboo, 80 prongs', blurb: 'Split from one stem, foam in seconds.', shape: 'whisk', tint: '#c49a56', price: euro(2400), featured: false, stock: 23 },
  { sku: 'tin-ember', name: 'Ember & Oak', kind: 'Smoked black, 100 g', blurb: 'Campfire, honey and old books.', shape: 'tin', tint: '#a5553b', price: euro(1590), featured: false, stock: 28 },
  { sku: 'cup-rose', name: 'Rosehip Cup', kind: 'Porcelain, 0.25 l', blurb: 'The Dune shape, glazed in hedge red.', shape: 'cup', tint: '#b8636a', price: euro(2200), featured: false, stock: 14 },
  { sku: 'pot-clay', name: 'Little Clay', kind: 'Unglazed, 0.3 l', blurb: 'Remembers every tea you ever made.', shape: 'teapot', tint: '#b0704a', price: euro(5400), featured: false, stock: 7 },
  { sku: 'bowl-salt', name: 'Salt Bowl', kind: 'Stoneware, 0.4 l', blurb: 'White as a winter beach.', shape: 'bowl', tint: '#b9b4a6', price: euro(3400), featured: false, stock: 19 },
  { sku: 'tin-noon', name: 'Noon Mint', kind: 'Herbal, 60 g', blurb: 'Peppermint and verbena, no caffeine.', shape: 'tin', tint: '#4c9483', price: euro(1290), featured: false, stock: 36 },
];

/** What lies in the demo customer's basket. */
export const basket: readonly { sku: string; quantity: number }[] = [
  { sku: 'pot-ash', quantity: 1 },
  { sku: 'tin-fog', quantity: 2 },
];

/** The orders a fresh lab starts with. */
export const orders: readonly Order[] = [
  { id: 'ord_1048', status: 'paid', createdAt: '2026-07-03T09:12:00Z', customer: { id: 'cus_31', name: 'Mina Halvorsen', city: 'Bergen' }, total: euro(9700), items: [{ sku: 'pot-ash', quantity: 1 }, { sku: 'tin-fog', quantity: 2 }] },
  { id: 'ord_1047', status: 'packed', createdAt: '2026-07-02T16:40:00Z', customer: { id: 'cus_12', name: 'Tomás Ferreira', city: 'Porto' }, total: euro(8900), items: [{ sku: 'ket-swan', quantity: 1 }] },
  { id: 'ord_1046', status: 'shipped', createdAt: '2026-07-01T11:05:00Z', customer: { id: 'cus_27', name: 'Aiko Lindqvist', city: 'Malmö' }, total: euro(6300), items: [{ sku: 'bowl-ink', quantity: 1 }, { sku: 'whisk-80', quantity: 1 }] },
  { id: 'ord_1045', status: 'shipped', createdAt: '2026-06-30T08:31:00Z', customer: { id: 'cus_09', name: 'Claire Dubois', city: 'Lyon' }, total: euro(6600), items: [{ sku: 'cup-dune', quantity: 3 }] },
  { id: 'ord_1044', status: 'delivered', createdAt: '2026-06-28T19:54:00Z', customer: { id: 'cus_18', name: 'Jonas Petersen', city: 'Aarhus' }, total: euro(4660), items: [{ sku: 'tin-moss', quantity: 1 }, { sku: 'tin-ember', quantity: 1 }, { sku: 'tin-noon', quantity: 1 }] },
];
