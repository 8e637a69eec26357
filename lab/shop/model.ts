/** A price in cents. */
export type Money = { amount: number; currency: string };

export type Product = {
  sku: string;
  name: string;
  kind: string;
  blurb: string;
  shape: 'teapot' | 'cup' | 'tin' | 'kettle' | 'bowl' | 'whisk';
  tint: string;
  price: Money;
};

export type BasketLine = { quantity: number; product: Product };

export type Session = { customer: { name: string }; basketCount: number; release: string };

export type Order = {
  id: string;
  status: string;
  createdAt: string;
  customer: { name: string; city: string };
  total: Money;
  items: { sku: string; quantity: number }[];
};

/** A price as text, such as `€68.00`. */
export function price(money: Money): string {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency: money.currency }).format(money.amount / 100);
}
