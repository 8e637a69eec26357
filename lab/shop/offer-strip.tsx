import { Link } from './router.tsx';
import { useApi } from './use-api.ts';

type Offer = { percent: number; until: string; product: { sku: string; name: string } };

/** The line above the header. It appears when the offer has come; the page does not wait for it. */
export function OfferStrip() {
  const offer = useApi<Offer>('/api/offer');
  return (
    <p className="offer">
      {offer.state === 'ready' ? (
        <>
          {offer.data.percent}% off <Link to={`/products/${offer.data.product.sku}`}>{offer.data.product.name}</Link> until {offer.data.until}
        </>
      ) : (
        'Free shipping from €60'
      )}
    </p>
  );
}
