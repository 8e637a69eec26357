import { useState } from 'react';
import { price, type BasketLine } from '../model.ts';
import { ProductPicture } from '../product-picture.tsx';
import { Notice, PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';

const fields = [
  { id: 'name', label: 'Name', value: 'Mina Halvorsen', complete: 'name' },
  { id: 'email', label: 'E-mail', value: 'mina@example.org', complete: 'email' },
  { id: 'street', label: 'Street', value: 'Øvregaten 7', complete: 'street-address' },
  { id: 'city', label: 'Postcode and city', value: '5003 Bergen', complete: 'address-level2' },
];

async function placeOrder(): Promise<string> {
  const response = await fetch('/api/checkout', { method: 'POST' });
  if (!response.ok) throw new Error(`Checkout answered ${response.status}`);
  return ((await response.json()) as { confirmation: string }).confirmation;
}

/** Address and basket, with the button that orders. */
export default function CheckoutPage() {
  const [confirmation, setConfirmation] = useState<string>();
  const loaded = useApi<{ lines: BasketLine[] }>('/api/cart');
  if (loaded.state === 'pending') return <PageSkeleton />;
  if (loaded.state === 'refused') {
    return (
      <div className="wrap">
        <Notice title="Your basket could not be loaded" detail="Nothing is lost. Please try again in a minute." />
      </div>
    );
  }
  const { lines } = loaded.data;
  const total = { amount: lines.reduce((sum, line) => sum + line.product.price.amount * line.quantity, 0), currency: 'EUR' };
  return (
    <div className="wrap">
      <h1>Checkout</h1>
      <div className="checkout">
        <form
          className="panel"
          onSubmit={(event) => {
            event.preventDefault();
            void placeOrder().then(setConfirmation);
          }}
        >
          <h2>Where to?</h2>
          {fields.map(({ id, label, value, complete }) => (
            <label key={id}>
              {label}
              <input name={id} defaultValue={value} autoComplete={complete} required />
            </label>
          ))}
          <button type="submit" className="button" disabled={confirmation !== undefined}>
            {confirmation ? `Thank you. Order ${confirmation}` : `Pay ${price(total)}`}
          </button>
        </form>
        <section className="panel" aria-label="Basket">
          <h2>Your basket</h2>
          {lines.map(({ product, quantity }) => (
            <div className="line" key={product.sku}>
              <ProductPicture product={product} />
              <div>
                <strong>{product.name}</strong>
                <p className="kind">
                  {quantity} × {price(product.price)}
                </p>
              </div>
              <span className="price">{price({ ...product.price, amount: product.price.amount * quantity })}</span>
            </div>
          ))}
          <dl className="sums">
            <dt>Shipping</dt>
            <dd>Free</dd>
            <dt>Total</dt>
            <dd className="price big">{price(total)}</dd>
          </dl>
        </section>
      </div>
    </div>
  );
}
