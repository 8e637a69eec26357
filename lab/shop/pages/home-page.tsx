import type { Product } from '../model.ts';
import { ProductCard } from '../product-card.tsx';
import { ProductPicture } from '../product-picture.tsx';
import { Link } from '../router.tsx';
import { Notice, PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';

/** The front page: a welcome and four favourites. */
export function HomePage() {
  const loaded = useApi<{ products: Product[] }>('/api/products?featured');
  if (loaded.state === 'pending') return <PageSkeleton />;
  return (
    <div className="wrap">
      <section className="hero">
        <div className="hero-words">
          <p className="eyebrow">Summer brewing</p>
          <h1>Good tea takes four minutes. Take five.</h1>
          <p className="lead">Single-garden leaves and hand-thrown pots, packed in Bergen and sent without a hurry.</p>
          <div className="actions">
            <Link to="/products" className="button">
              See the shop
            </Link>
            <Link to="/about" className="button quiet">
              How we choose
            </Link>
          </div>
        </div>
        <div className="hero-picture">
          <ProductPicture product={{ name: 'A teapot of ours', shape: 'teapot', tint: '#24483e' }} />
          <ProductPicture product={{ name: 'A cup of tea', shape: 'cup', tint: '#d08a3e' }} />
        </div>
      </section>
      <h2>Favourites this week</h2>
      {loaded.state === 'refused' ? (
        <Notice title="Our favourites are late" detail="Please look again in a minute." />
      ) : (
        <div className="grid">
          {loaded.data.products.map((product) => (
            <ProductCard key={product.sku} product={product} />
          ))}
        </div>
      )}
    </div>
  );
}
