import { AddButton } from './basket.tsx';
import { price, type Product } from './model.ts';
import { ProductPicture } from './product-picture.tsx';
import { Link } from './router.tsx';
import { useApi } from './use-api.ts';

/** How many are left; every card asks for its own. */
export function Stock({ sku }: { sku: string }) {
  const stock = useApi<{ available: number }>(`/api/stock/${sku}`);
  if (stock.state === 'pending') return <span className="stock">&nbsp;</span>;
  if (stock.state === 'refused') return <span className="stock unknown">Stock unknown</span>;
  const few = stock.data.available < 10;
  return <span className={few ? 'stock few' : 'stock'}>{few ? `Only ${stock.data.available} left` : 'In stock'}</span>;
}

/** One product in a grid. */
export function ProductCard({ product }: { product: Product }) {
  return (
    <article className="card">
      <Link to={`/products/${product.sku}`} className="card-link">
        <ProductPicture product={product} />
        <h3>{product.name}</h3>
        <p className="kind">{product.kind}</p>
      </Link>
      <Stock sku={product.sku} />
      <div className="card-row">
        <span className="price">{price(product.price)}</span>
        <AddButton name={product.name} />
      </div>
    </article>
  );
}
