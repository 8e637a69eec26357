import { useContext } from 'react';
import { Basket } from './basket.tsx';
import { Link } from './router.tsx';

const places = [
  { to: '/products', label: 'Shop' },
  { to: '/orders', label: 'Orders' },
  { to: '/about', label: 'About' },
];

/** Brand, navigation and basket. */
export function Header({ path }: { path: string }) {
  const { count } = useContext(Basket);
  return (
    <header className="header">
      <div className="wrap header-row">
        <Link to="/" className="brand">
          <svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">
            <rect width="32" height="32" rx="9" fill="var(--forest)" />
            <path d="M7 14h14v5a6 6 0 0 1-6 6h-2a6 6 0 0 1-6-6z" fill="var(--paper)" />
            <path d="M21 16h2a2.5 2.5 0 0 1 0 5h-2.4" fill="none" stroke="var(--paper)" strokeWidth="1.8" />
            <path d="M11 11c-1.4-1.7 1.4-2.7 0-4.6M16 11c-1.4-1.7 1.4-2.7 0-4.6" fill="none" stroke="var(--amber)" strokeWidth="1.8" strokeLinecap="round" />
          </svg>
          <span>Steep &amp; Co.</span>
        </Link>
        <nav aria-label="Main">
          {places.map(({ to, label }) => (
            <Link key={to} to={to} current={path.startsWith(to)}>
              {label}
            </Link>
          ))}
        </nav>
        <Link to="/checkout" className="basket" current={path === '/checkout'}>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path d="M3 7h14l-1.5 9h-11zM6.5 7 9 3M13.5 7 11 3" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
          </svg>
          <span className="basket-word">Basket</span>
          <span className="count">{count}</span>
        </Link>
      </div>
    </header>
  );
}
