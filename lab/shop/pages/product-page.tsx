import { AddButton } from '../basket.tsx';
import { price, type Product } from '../model.ts';
import { Stock } from '../product-card.tsx';
import { ProductPicture } from '../product-picture.tsx';
import { Link } from '../router.tsx';
import { PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** One product, large. */
export function ProductPage({ sku }: { sku: string }) {
  const loaded = useApi<Product>(`/api/products/${sku}`);
  if (loaded.state === 'pending') return <PageSkeleton />;
  if (loaded.state === 'refused') return <NotFoundPage />;
  const product = loaded.data;
  return (
    <div className="wrap">
      <p className="crumbs">
        <Link to="/products">The shop</Link> / {product.name}
      </p>
      <div className="product">
        <ProductPicture product={product} />
        <div>
          <h1>{product.name}</h1>
          <p className="kind">{product.kind}</p>
          <p className="lead">{product.blurb}</p>
          <p className="price big">{price(product.price)}</p>
          <Stock sku={product.sku} />
          <div className="actions">
            <AddButton name={product.name} />
            <Link to="/checkout" className="button quiet small">
              To the basket
            </Link>
          </div>
          <ul className="facts">
            <li>Free shipping from €60</li>
            <li>30 days to change your mind</li>
            <li>Packed without plastic</li>
          </ul>
        </div>
      </div>
    </div>
  );
}
