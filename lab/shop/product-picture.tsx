import type { ReactNode } from 'react';
import type { Product } from './model.ts';

const light = 'rgb(255 255 255 / .28)';
const shade = 'rgb(0 0 0 / .16)';

function drawing(shape: Product['shape'], tint: string): ReactNode {
  switch (shape) {
    case 'teapot':
      return (
        <>
          <path d="M146 100c22-6 34 4 30 22s-20 28-38 26" fill="none" stroke={tint} strokeWidth="9" strokeLinecap="round" />
          <path d="M62 112C40 108 38 86 22 80l-2 8c12 10 14 42 44 46z" fill={tint} />
          <path d="M52 116c0-26 22-40 50-40s50 14 50 40-18 48-50 48-50-22-50-48z" fill={tint} />
          <path d="M68 82c6-12 18-16 34-16s28 4 34 16c-18 6-50 6-68 0z" fill={tint} />
          <path d="M68 82c18 6 50 6 68 0" fill="none" stroke={shade} strokeWidth="3" />
          <circle cx="102" cy="60" r="7" fill={tint} />
          <path d="M64 112c2-14 10-20 20-23" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
          <path d="M60 138c10 18 30 26 42 26 22 0 38-10 46-28-14 12-60 16-88 2z" fill={shade} />
        </>
      );
    case 'cup':
      return (
        <>
          <path d="M138 92c26-4 34 12 28 28s-22 22-36 20" fill="none" stroke={tint} strokeWidth="9" strokeLinecap="round" />
          <path d="M50 78h92c2 44-8 84-46 84S48 122 50 78z" fill={tint} />
          <ellipse cx="96" cy="78" rx="46" ry="10" fill={shade} />
          <ellipse cx="96" cy="79" rx="40" ry="7" fill="#a8692f" />
          <path d="M62 98c2 20 6 34 14 46" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
          <path d="M82 58c-8-10 8-16 0-27M106 58c-8-10 8-16 0-27" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
        </>
      );
    case 'tin':
      return (
        <>
          <rect x="56" y="66" width="88" height="100" rx="9" fill={tint} />
          <rect x="60" y="42" width="80" height="26" rx="7" fill={tint} />
          <rect x="60" y="60" width="80" height="8" fill={shade} />
          <rect x="72" y="88" width="56" height="54" rx="6" fill="#f7f3ea" />
          <path d="M100 132c-16-8-14-26 0-36 14 10 16 28 0 36zm0-26v30" fill="none" stroke={tint} strokeWidth="4" strokeLinecap="round" />
          <rect x="62" y="74" width="6" height="84" rx="3" fill={light} />
          <path d="M132 66h3a9 9 0 0 1 9 9v82a9 9 0 0 1-9 9h-3z" fill={shade} />
        </>
      );
    case 'kettle':
      return (
        <>
          <path d="M66 66c0-30 72-30 72 0" fill="none" stroke="#8a5a33" strokeWidth="8" strokeLinecap="round" />
          <path d="M66 140C34 138 44 96 22 84l-4 7c14 14 4 66 50 64z" fill={tint} />
          <path d="M70 72h66l16 84c1 6-3 10-9 10H63c-6 0-10-4-9-10z" fill={tint} />
          <rect x="66" y="64" width="74" height="12" rx="6" fill={tint} />
          <rect x="66" y="72" width="74" height="4" fill={shade} />
          <circle cx="103" cy="60" r="6" fill="#8a5a33" />
          <path d="M78 86 68 146" stroke={light} strokeWidth="6" strokeLinecap="round" />
          <path d="M128 76h9l15 80c1 6-3 10-9 10h-6z" fill={shade} />
        </>
      );
    case 'bowl':
      return (
        <>
          <path d="M38 86h124c0 42-24 68-48 70v8H86v-8C62 154 38 128 38 86z" fill={tint} />
          <ellipse cx="100" cy="86" rx="62" ry="14" fill={shade} />
          <ellipse cx="100" cy="88" rx="54" ry="10" fill="#7d9a4c" />
          <path d="M52 104c4 18 12 30 24 38" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
          <path d="M82 86c8-4 28-4 36 0" fill="none" stroke={light} strokeWidth="3" strokeLinecap="round" />
        </>
      );
    case 'whisk':
      return (
        <>
          <path d="M86 34h28l-3 50H89z" fill={tint} />
          <path d="M89 78h22l3 12H86z" fill={shade} />
          {[-34, -24, -12, 0, 12, 24, 34].map((bend) => (
            <path key={bend} d={`M${100 + bend / 4} 88C${100 + bend} 104 ${100 + bend} 150 ${100 + bend / 3} 168`} fill="none" stroke={tint} strokeWidth="4.5" strokeLinecap="round" />
          ))}
          <path d="M94 40v34" stroke={light} strokeWidth="5" strokeLinecap="round" />
          <path d="M78 128c12 5 32 5 44 0" fill="none" stroke={shade} strokeWidth="3" />
        </>
      );
  }
}

/** The drawing of a product on its tinted ground. */
export function ProductPicture({ product }: { product: Pick<Product, 'name' | 'shape' | 'tint'> }) {
  return (
    <svg className="picture" viewBox="0 0 200 200" role="img" aria-label={product.name} style={{ '--tint': product.tint }}>
      <rect width="200" height="200" className="picture-ground" />
      <circle cx="100" cy="104" r="78" className="picture-sun" />
      <ellipse cx="102" cy="168" rx="66" ry="7" fill={shade} />
      {drawing(product.shape, product.tint)}
    </svg>
  );
}

declare module 'react' {
  interface CSSProperties {
    '--tint'?: string;
  }
}
