import { price, type Money } from '../model.ts';
import { ProductPicture } from '../product-picture.tsx';
import { PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';
import { NotFoundPage } from './not-found-page.tsx';

type Blend = { number: number; name: string; parts: { herb: string; grams: number }[]; price: Money };

const tints = ['#4f6d8a', '#6f8f4e', '#a5553b', '#4c9483', '#d3a96a', '#39405c', '#b8636a'];
const shapes = ['tin', 'cup', 'teapot', 'bowl', 'kettle', 'whisk'] as const;

/** One of many like pages with content of its own, for measuring. */
export default function BenchPage({ number }: { number: number }) {
  const loaded = useApi<Blend>(`/bench/api/${number}`);
  if (loaded.state === 'pending') return <PageSkeleton />;
  if (loaded.state === 'refused') return <NotFoundPage />;
  const { name, parts } = loaded.data;
  return (
    <div className="wrap product">
      <ProductPicture product={{ name, shape: shapes[number % shapes.length] ?? 'tin', tint: tints[number % tints.length] ?? '#4f6d8a' }} />
      <div>
        <p className="eyebrow">House blends</p>
        <h1>{name}</h1>
        <p className="lead">{parts.map((part) => part.herb).join(', ')}, mixed to order in batches of {10 + (number % 40)}.</p>
        <ul className="facts">
          {parts.map((part) => (
            <li key={part.herb}>
              {part.grams} g {part.herb}
            </li>
          ))}
        </ul>
        <p className="price big">{price(loaded.data.price)}</p>
      </div>
    </div>
  );
}
