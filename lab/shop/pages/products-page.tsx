import { useState } from 'react';
import type { Product } from '../model.ts';
import { ProductCard } from '../product-card.tsx';
import { Notice, PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';

const groups = [
  { label: 'Everything', shapes: ['teapot', 'cup', 'tin', 'kettle', 'bowl', 'whisk'] },
  { label: 'Tea', shapes: ['tin'] },
  { label: 'Pots & kettles', shapes: ['teapot', 'kettle'] },
  { label: 'Cups & bowls', shapes: ['cup', 'bowl'] },
];

/** The whole range with a filter. */
export function ProductsPage() {
  const [group, setGroup] = useState(groups[0]);
  const loaded = useApi<{ products: Product[] }>('/api/products');
  if (loaded.state === 'pending') return <PageSkeleton />;
  if (loaded.state === 'refused') {
    return (
      <div className="wrap">
        <Notice title="The shelves are empty" detail="We could not load our products. Please try again in a minute." />
      </div>
    );
  }
  return (
    <div className="wrap">
      <div className="page-head">
        <h1>The shop</h1>
        <div className="filter" role="group" aria-label="Filter">
          {groups.map((candidate) => (
            <button type="button" key={candidate.label} aria-pressed={candidate === group} onClick={() => setGroup(candidate)}>
              {candidate.label}
            </button>
          ))}
        </div>
      </div>
      <div className="grid">
        {loaded.data.products
          .filter((product) => group?.shapes.includes(product.shape))
          .map((product) => (
            <ProductCard key={product.sku} product={product} />
          ))}
      </div>
    </div>
  );
}
